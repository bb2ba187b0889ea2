import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fieldName } from "#lib/catalog/feed/names.ts";
import { readRow } from "#lib/catalog/feed/row.ts";
import { MUG } from "../feed-file.ts";
import { productView } from "../product-view.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const corpus = join(root, "tests", "catalog", "corpus");

type Line = { readonly field: string; readonly written: readonly string[]; readonly read: string };

/** The lines of the table under "What is tolerated"; what is in code is a value, the rest is for people. */
const lines: readonly Line[] = (() => {
  const page = readFileSync(join(root, "docs", "catalog-feed.md"), "utf8");
  const section = page.split("\n## What is tolerated\n")[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => /^\| (`|the file)/.test(line));
  return rows.map((row) => {
    const [field = "", written = "", read = ""] = row.slice(2, -2).split(" | ");
    return { field: valuesIn(field)[0] ?? field, written: valuesIn(written), read };
  });
})();

function valuesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) =>
    code.replace(/\[U\+([0-9A-F]{4})\]/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
}

/** What of a product a field of the table is about. */
const VIEWS: Readonly<Record<string, (view: Readonly<Record<string, unknown>>) => unknown>> = {
  price: (view) => view["price"],
  availability: (view) => view["availability"],
  is_eligible_checkout: (view) => view["isEligibleCheckout"],
  condition: (view) => view["condition"],
  title: (view) => view["title"],
  description: (view) => String(view["description"]).replaceAll("\n", "⏎"),
  sale_price_effective_date: (view) =>
    `${String(view["saleFrom"] ?? "no start")} to ${String(view["saleUntil"] ?? "no end")}`,
  expiration_date: (view) => view["expiresAt"],
  availability_date: (view) => view["availableFrom"],
  weight: (view) => view["weightGrams"],
  gtin: (view) => view["gtin"] ?? "nothing",
  shipping: (view) => [view["deliveryPrices"]].flat().join(", "),
  inventory_quantity: (view) => view["stockOnHand"],
};

const ofRows = lines.filter(({ field }) => field !== "the file" && field !== "header");
const cases = (are: (line: Line) => boolean) =>
  ofRows.filter(are).flatMap(({ field, written, read }) => written.map((text) => [field, text, read] as const));
const isRefused = ({ read }: Line) => read.startsWith("refused");
const read = (field: string, text: string) => readRow({ ...MUG, sale_price: "1.00 USD", [field]: text }, null);

describe("the table of what is tolerated", () => {
  it("has every field that a tolerance is about", () => {
    expect(new Set(ofRows.map(({ field }) => field))).toEqual(new Set(Object.keys(VIEWS)));
    expect(lines.every(({ written }) => written.length > 0)).toBe(true);
  });

  it.each(cases((line) => !isRefused(line)))("is right that %s %j is read as %s", (field, text, expected) => {
    const row = read(field, text);
    const view = row.kind === "product" ? VIEWS[field]?.(productView(row.product)) : row;
    expect(String(view)).toBe(valuesIn(expected)[0] ?? expected.split(",")[0]);
  });

  it.each(cases(isRefused))("is right that %s %j is %s", (field, text) => {
    const row = read(field, text);
    expect(row).toMatchObject({ kind: "rejected", field });
  });

  it.each(
    lines
      .filter(({ field }) => field === "header")
      .flatMap(({ written, read }) => written.map((name) => [name, read] as const)),
  )("is right that a column %j is %s", (name, expected) => {
    expect(fieldName(name)).toBe(valuesIn(expected)[0]);
  });

  it("names files of the corpus, where each is read as its expectation says", () => {
    const files = lines
      .filter(({ field }) => field === "the file")
      .flatMap(({ written }) => written.filter((one) => /^[\w-]+\.\w+$/.test(one)));
    expect(files.length).toBeGreaterThan(8);
    for (const file of files)
      expect(
        ["files", "google", "unusual"].some((folder) => existsSync(join(corpus, folder, file))),
        file,
      ).toBe(true);
  });
});

import { expect } from "vitest";
import { errorProblems, sessionProblems } from "./acp-schemas.ts";
import type { Answer, Version } from "./acp-shop.ts";

type Row = { readonly type: string; readonly amount: number };
type Line = Readonly<Record<"base_amount" | "discount" | "subtotal" | "tax" | "total", number>>;

const amountOf = (rows: readonly Row[], type: string) => rows.find((row) => row.type === type)?.amount ?? 0;
const sumOf = (lines: readonly Line[], field: keyof Line) => lines.reduce((all, line) => all + line[field], 0);

/** The amounts of a line, which the newer version writes as rows. */
function lineOf(line: Readonly<Record<string, unknown>>): Line {
  if (!Array.isArray(line["totals"])) return line as Line;
  const rows = line["totals"] as Row[];
  return {
    base_amount: amountOf(rows, "items_base_amount"),
    discount: amountOf(rows, "items_discount"),
    subtotal: amountOf(rows, "subtotal"),
    tax: amountOf(rows, "tax"),
    total: amountOf(rows, "total"),
  };
}

/** What every answered session keeps, whatever was called before: its schema, the published sums, one word for its state. */
export function expectSession(version: Version, body: Answer["body"]): void {
  expect(sessionProblems(version, body)).toEqual([]);
  const totals = body["totals"] as Row[];
  const lines = (body["line_items"] as Readonly<Record<string, unknown>>[]).map(lineOf);
  for (const line of lines) {
    expect(line.subtotal).toBe(line.base_amount - line.discount);
    expect(line.total).toBe(line.subtotal + line.tax);
  }
  const total = (type: string) => amountOf(totals, type);
  expect(total("items_base_amount")).toBe(sumOf(lines, "base_amount"));
  expect(total("items_discount")).toBe(sumOf(lines, "discount"));
  expect(total("tax")).toBe(sumOf(lines, "tax"));
  expect(total("subtotal")).toBe(total("items_base_amount") - total("items_discount"));
  expect(total("total")).toBe(
    total("subtotal") - total("discount") + total("fulfillment") + total("tax") + total("fee"),
  );
  const options = body["fulfillment_options"] as Readonly<Record<string, unknown>>[];
  const selected = version === "2025-09-29" ? body["fulfillment_option_id"] : selectedOf(body);
  const chosen = options.find((one) => one["id"] === selected);
  expect(total("fulfillment")).toBe(chosen === undefined ? 0 : optionTotal(chosen));
  expect("order" in body).toBe(body["status"] === "completed");
}

export function expectError(version: Version, { status, body }: Answer): void {
  expect(status).toBeLessThan(500);
  expect(errorProblems(version, body)).toEqual([]);
}

function selectedOf(body: Answer["body"]): unknown {
  return (body["selected_fulfillment_options"] as { option_id: string }[] | undefined)?.[0]?.option_id;
}

function optionTotal(option: Readonly<Record<string, unknown>>): number {
  return Array.isArray(option["totals"]) ? amountOf(option["totals"] as Row[], "total") : Number(option["total"]);
}

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importFeed, type ImportLine } from "#lib/catalog/import-feed.ts";
import { sellerId } from "#lib/ids.ts";
import { feedGate, type FromFeed } from "#lib/purchase/sellers/feed-gate.ts";
import { notSelling } from "#lib/sellers/record.ts";
import { MUG, testFolder } from "../catalog/feed-file.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";

const folder = testFolder();
let shop: TestShop;
let runs = 0;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

async function imported(fromFeed: FromFeed, name: string, isDry = false) {
  runs += 1;
  const { store, catalog, now } = shop.context;
  const lines: ImportLine[] = [];
  const rows = [
    { ...MUG, item_id: `known-${runs}` },
    { ...MUG, item_id: `new-${runs}`, seller_name: name },
  ];
  const written = rows.map((row) => Object.values(row).join(","));
  const file = folder.write(`${runs}.csv`, [Object.keys(MUG).join(","), ...written].join("\n"));
  const report = await importFeed(catalog, file, {
    originRewrite: null,
    sellers: feedGate({ store, file: [{ seller: "fernweh", fields: {} }], fromFeed, now, isDry }),
    onLine: (line) => void lines.push(line),
  });
  return { report, lines };
}
const found = (name: string) => shop.verbs.seller(sellerId(name.toLowerCase()));

describe("a seller whom only a feed names", () => {
  it("sells at once with accept", async () => {
    const { report } = await imported("accept", "Accepted");
    expect([report.accepted, report.rejected]).toEqual([2, 0]);
    expect(await found("Accepted")).toMatchObject({ state: "active", name: null, origin: "feed" });
  });

  it("waits for approval with approve: the goods are in, not for sale, and the import says so", async () => {
    const { report, lines } = await imported("approve", "Waiting");
    expect([report.accepted, report.rejected]).toEqual([2, 0]);
    const seller = await found("Waiting");
    expect(seller === null ? null : notSelling(seller)).toBe("not_open_yet");
    expect(lines).toContainEqual({ type: "not_selling", seller: "waiting", name: "Waiting", why: "not_open_yet" });
    expect(await found("Fernweh")).toMatchObject({ state: "active" });
  });

  it("has its rows rejected with refuse, each with its line, unless the shop file names it", async () => {
    const { report, lines } = await imported("refuse", "Stranger");
    expect([report.accepted, report.rejected]).toEqual([1, 1]);
    const [rejection] = lines.filter((line) => line.type === "rejection");
    expect(rejection).toMatchObject({ line: 3, field: "seller_name" });
    expect(rejection?.reason).toContain("Stranger");
    expect(await found("Stranger")).toBeNull();
  });

  it("stays what it is, whatever the setting, once it is known", async () => {
    await imported("approve", "Waiting");
    expect(await found("Waiting")).toMatchObject({ state: "onboarding" });
    expect((await imported("refuse", "Accepted")).report.rejected).toBe(0);
  });

  it("is not made by a check", async () => {
    const { lines } = await imported("approve", "Checked", true);
    expect(lines.some((line) => line.type === "not_selling")).toBe(true);
    expect(await found("Checked")).toBeNull();
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OrderCallParts } from "#app/api/orders/access.ts";
import { answerSellerChange } from "#app/api/sellers/seller-calls.ts";
import { readConfig } from "#lib/config/config.ts";
import { sellerId } from "#lib/ids.ts";
import { sellersCommand, type SellersLine, type SellersRequest } from "#lib/operator/sellers/sellers.ts";
import type { AuditEntry } from "#lib/store/audit-store.ts";
import { say } from "#scripts/sellers/seller-lines.ts";
import { testRules } from "../../fixtures/test-rules.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { VAN, VAT } from "./kumo-rules.ts";

const KEY = "key-of-all-sellers-0123456789";
const OF_KUMO = "key-of-kumo-0123456789abcdefg";
const KUMO = sellerId("kumo");

let shop: TestShop;
let parts: OrderCallParts;
beforeAll(async () => {
  shop = await openTestShop(undefined, {
    sellersInFile: { sellers: [{ seller: "fernweh", fields: { delivery: [VAN] } }] },
  });
  const keys = [{ name: "kumo-erp", key: OF_KUMO, sellers: ["kumo"], actions: ["manage_sellers"] }];
  const read = readConfig({ ORDERS_API_KEY: KEY, ORDERS_API_KEYS: JSON.stringify(keys) }, process.cwd());
  if (read.kind === "invalid") throw new Error(JSON.stringify(read.problems));
  // Whoever runs this shop delivers nowhere, so that sellers do.
  const operator = createVerbs({ ...shop.context, rules: { ...testRules, shipping: [] } });
  parts = {
    operator,
    publicUrl: "https://shop.example.com",
    keys: read.config.ordersKeys,
    keyRefused: () => undefined,
    report: (error) => expect.unreachable(String(error)),
  };
  for (const id of [KUMO, sellerId("fernweh")])
    await shop.verbs.addSeller({ id, state: "active", why: "test", change: {}, caller: { by: "command" } });
});
afterAll(() => shop.close());

async function patch(body: object, key = KEY, id = "kumo") {
  const request = new Request("https://shop.example.com/api/sellers", {
    method: "PATCH",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
  });
  const response = await answerSellerChange(request, id, parts);
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
}
async function printed(request: SellersRequest): Promise<string> {
  const lines: SellersLine[] = [];
  await sellersCommand({ operator: parts.operator }, request, async (line) => void lines.push(line as SellersLine));
  return lines.map((line) => say(line).text).join("\n");
}
const changesInTrail = async () =>
  (await shop.context.store.auditEntries(new Date(0), 1000, 0)).filter(({ action }) => action === "seller_changed");
const rulesIn = (details: AuditEntry["details"]) =>
  Object.fromEntries(
    Object.entries(details).flatMap(([name, value]) =>
      /^(?:delivery|taxes)_/.test(name) ? [[name, JSON.parse(String(value))]] : [],
    ),
  );
const set = (fields: object, more: object = {}) => printed({ do: "set", id: "kumo", fields, ...more });

describe("rules of a seller's over the API and by command", () => {
  it("are given, shown as they were written, and are in the audit trail with what went and came, and why", async () => {
    const given = await patch({ delivery: [VAN], taxes: [VAT], why: "their own van" });
    expect(given).toMatchObject({ status: 200, body: { result: "changed", warnings: [] } });
    expect(given.body.seller).toMatchObject({ delivery: [VAN], taxes: [VAT] });
    expect((await patch({ delivery: [VAN], taxes: [VAT] })).body.result).toBe("unchanged");
    const far = { ...VAN, id: "far", countries: ["FR"] };
    const dearer = { ...VAN, prices: ["4.00 EUR"] };
    // Sent with what stays as it is, in another order of its fields.
    const same = Object.fromEntries(Object.entries(VAT).toReversed());
    expect((await patch({ delivery: [VAN, far], taxes: [same] })).status).toBe(200);
    expect((await patch({ delivery: [far, dearer], taxes: [same] })).status).toBe(200);
    const trail = await changesInTrail();
    expect(trail[0]).toMatchObject({ subject: "kumo", why: "their own van", details: { fields: "delivery taxes" } });
    expect(trail.map(({ details }) => rulesIn(details))).toEqual([
      { delivery_added: [VAN], taxes_added: [VAT] },
      { delivery_added: [far] },
      { delivery_removed: [VAN], delivery_added: [dearer] },
    ]);
  });

  it("are in the audit trail as far as one entry goes, and what is beyond is counted", async () => {
    const countries = ["DE", "FR", "IT", "ES", "NL", "BE", "AT", "PL"];
    const many = Array.from({ length: 60 }, (_, index) => ({ ...VAN, id: `van${index}`, countries }));
    await patch({ delivery: many });
    await patch({ delivery: many.map((rule) => ({ ...rule, prices: ["5.00 EUR"] })) });
    const details = (await changesInTrail()).at(-1)?.details ?? {};
    for (const change of ["delivery_added", "delivery_removed"]) {
      const listed = JSON.parse(String(details[change])) as readonly object[];
      expect(listed.length).toBeGreaterThan(10);
      expect(details[`${change}_more`]).toBe(60 - listed.length);
    }
    expect(JSON.stringify(details).length).toBeLessThan(12_000);
    await patch({ delivery: [VAN], taxes: [VAT] });
  });

  it("are refused with the place of what is wrong, and nothing is changed", async () => {
    const before = await shop.verbs.seller(KUMO);
    const wrong = await patch({ delivery: [VAN, { ...VAN, id: "x", countries: ["Germany"] }] });
    expect(wrong).toMatchObject({ status: 400, body: { problems: [{ field: "delivery[1].countries[0]" }] } });
    const untaxed = await patch({ taxes: [{ ...VAT, classes: ["books"] }] });
    expect(untaxed).toMatchObject({ status: 422, body: { problems: [{ field: "taxes" }] } });
    expect(JSON.stringify(untaxed.body)).toContain("without tax");
    expect((await patch({ delivery: [VAN] }, KEY, "fernweh")).status).toBe(422);
    expect(await shop.verbs.seller(KUMO)).toEqual(before);
  });

  it("say what is not delivered and not taxed any longer", async () => {
    await patch({ delivery: [VAN, { ...VAN, id: "far", countries: ["FR", "*"] }], taxes: [VAT] });
    expect((await patch({ delivery: [VAN] })).body.warnings).toEqual([
      { field: "delivery", message: expect.stringContaining("FR, every country that no rule names") },
    ]);
    const last = await patch({ delivery: null, taxes: null });
    expect(last.body.warnings).toEqual([
      { field: "delivery", message: expect.stringContaining("no rule delivers this seller's goods now") },
      { field: "taxes", message: expect.stringContaining("in DE") },
    ]);
  });

  it("are a seller's own to say of delivery, and not of taxes, and never another seller's", async () => {
    expect((await patch({ delivery: [VAN] }, OF_KUMO)).status).toBe(200);
    expect(await patch({ taxes: [VAT] }, OF_KUMO)).toMatchObject({
      status: 422,
      body: { problems: [{ field: "taxes", message: expect.stringContaining("whoever runs the shop") }] },
    });
    expect((await patch({ delivery: [VAN] }, OF_KUMO, "fernweh")).status).toBe(404);
  });

  it("are printed rule by rule, also in a dry run, with what is left out", async () => {
    await set({ delivery: [VAN] });
    const dry = await set({ delivery: [{ ...VAN, prices: ["4.00 EUR"] }] }, { isDryRun: true });
    expect(dry).toMatch(/^Would be: active/);
    expect(dry).toMatch(/delivery: 1 → 1 rules\n {4}- .*3\.00 EUR.*\n {4}\+ .*4\.00 EUR.*\nNothing was changed\.$/);
    expect(await set({ delivery: null }, { why: "no van any more" })).toMatch(
      /Note: delivery: no rule delivers this seller's goods now, so only downloads can be bought\.$/,
    );
    const trail = await shop.context.store.auditEntries(new Date(0), 1000, 0);
    expect(trail.at(-1)).toMatchObject({ actor: "command", why: "no van any more" });
    expect(await set({ delivery: [{ ...VAN, countries: [] }] })).toMatch(/^delivery\[0\]\.countries: /);
  });
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Address } from "#lib/checkout/session.ts";
import { taxByRules } from "#lib/checkout/totals.ts";
import { productId, type SessionId } from "#lib/ids.ts";
import { memoryRateLimit } from "#lib/runtime/rate-limiter-flexible.ts";
import { digestOf, taxRequestOf } from "#lib/tax/request.ts";
import { tableTax } from "#lib/tax/table.ts";
import type { TaxService } from "#lib/tax/tax-service.ts";
import { readPartialAddress } from "#lib/wire/address/read-address.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

let shop: TestShop;
let asked = 0;
/** Knows the table's rates, and each answer is paid for. */
const service: TaxService = {
  ...tableTax,
  name: "counting",
  quote: async (basket) => {
    asked += 1;
    const request = taxRequestOf(basket);
    if (request === null) throw new Error("the address is known");
    const expiresAt = new Date(Date.now() + 86_400_000);
    const calculation = {
      service: "stripe",
      id: `taxcalc_${asked}`,
      digest: digestOf(request),
      expiresAt,
      reasons: [],
    };
    const basis = { source: "service", isEstimated: false, calculation, notCollectedIn: [] } as const;
    return { kind: "quoted", quote: { ...taxByRules(basket), basis } };
  },
};
beforeEach(async () => {
  asked = 0;
  shop = await openTestShop(undefined, { tax: { service, fallback: "stop" } });
});
afterEach(() => shop.close());

const itemsOf = (quantity: number) => [{ productId: productId("mug"), offerId: null, quantity }];
async function opened(): Promise<SessionId> {
  const prepared = await shop.verbs.prepareCheckout({ items: itemsOf(1) });
  if (prepared.kind !== "prepared") throw new Error(prepared.kind);
  return prepared.session.id;
}
function placeOf(postalCode: string): Address {
  const address = readPartialAddress({ country: "US", state: "NY", city: "New York", postal_code: postalCode });
  if (address === null) throw new Error("no country");
  return address;
}
async function preview(sessionId: SessionId, postalCode: string, delivery: readonly string[] = []): Promise<void> {
  await shop.verbs.previewCheckout({ sessionId, address: placeOf(postalCode), deliveryOptionIds: delivery });
}

describe("a wallet's sheet, where taxes are a service's", () => {
  it("asks the service once for the same place and delivery, however often it is opened there", async () => {
    const id = await opened();
    for (let time = 0; time < 5; time += 1) await preview(id, "10001");
    expect(asked).toBe(1);
  });

  it("asks about each checkout by itself, and again when its goods or its delivery are others", async () => {
    const [id, other] = [await opened(), await opened()];
    for (const one of [id, other, id, other]) await preview(one, "10001");
    expect(asked).toBe(2);
    await shop.verbs.updateCheckout({ sessionId: id, items: itemsOf(2) });
    await preview(id, "10001");
    expect(asked).toBe(3);
    await preview(id, "10001", ["express"]);
    await preview(id, "10001", ["express"]);
    expect(asked).toBe(4);
  });

  it("asks again when a quarter of an hour has passed", async () => {
    const id = await opened();
    await preview(id, "10001");
    shop.advance(15 * 60_000);
    await preview(id, "10001");
    expect(asked).toBe(2);
  });

  it("asks the service about no more places than a buyer would try, whoever has the link of one checkout", async () => {
    const id = await opened();
    for (let place = 0; place < 300; place += 1) await preview(id, String(10_000 + place));
    expect(asked).toBeLessThanOrEqual(120);
  });

  it("asks the service no more than a shop's buyers would in all, because new checkouts are free", async () => {
    const guards = { ...shop.context.guards, shopPreviewedTaxes: memoryRateLimit({ calls: 2, windowMs: 60_000 }) };
    const verbs = createVerbs({ ...shop.context, guards });
    const kinds: string[] = [];
    for (const postalCode of ["10001", "10002", "10003", "10001"]) {
      const previewed = await verbs.previewCheckout({
        sessionId: await opened(),
        address: placeOf(postalCode),
        deliveryOptionIds: [],
      });
      kinds.push(previewed.kind === "previewed" ? previewed.session.status : previewed.kind);
    }
    expect([asked, kinds]).toEqual([2, ["ready", "ready", "not_ready", "not_ready"]]);
  });
});

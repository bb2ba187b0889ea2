import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Order } from "#lib/orders/order.ts";
import { settle, settleText, type SettleLine, type SettleRequest } from "#lib/operator/settle.ts";
import type { TaxBooking } from "#lib/store/taxes/tax-store.ts";
import { tableTax } from "#lib/tax/table.ts";
import type { BookingOutcome, TaxService } from "#lib/tax/tax-service.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { paidOrder } from "../orders/paid-order.ts";

let shop: TestShop;
let answer: BookingOutcome = { kind: "refused", why: "calculation_expired" };
let asked = 0;
beforeAll(async () => {
  const service: TaxService = {
    ...tableTax,
    name: "a service",
    record: async () => {
      asked += 1;
      return answer;
    },
  };
  shop = await openTestShop(undefined, { tax: { service, fallback: "table" } });
});
afterAll(() => shop.close());

async function refused(changes: Partial<TaxBooking> = {}): Promise<{ reference: string; order: Order }> {
  const order = await paidOrder(shop);
  const reference = `sale:${order.number}`;
  await shop.context.store.transaction((transaction) =>
    transaction.insertTaxBooking({
      reference,
      service: "a service",
      saleReference: reference,
      orderId: order.id,
      what: { kind: "sale", calculationId: "taxcalc_1" },
      state: "refused",
      serviceId: null,
      lines: [],
      why: "calculation_expired",
      tries: 1,
      createdAt: shop.context.now(),
      settledAt: shop.context.now(),
      dueAt: null,
      ...changes,
    }),
  );
  return { reference, order };
}
async function said(request: SettleRequest): Promise<SettleLine> {
  const lines: SettleLine[] = [];
  await settle(shop.verbs, request, async (line) => void lines.push(line as SettleLine));
  const [line] = lines;
  if (line === undefined) throw new Error("no answer");
  return line;
}
const listed = async () => (await shop.verbs.attention(100)).refusedTaxBookings.map(({ reference }) => reference);
const entries = async ({ number }: Order) =>
  (await shop.context.store.auditEntries(new Date(0), 1000, 0)).filter(
    ({ action, subject }) => action === "tax_booking_settled" && subject === number,
  );

describe("a sale that the tax service refused to book", () => {
  it("is asked for once more, and is listed again when it is refused again", async () => {
    const { reference: tax, order } = await refused();
    const again = () => said({ tax, act: "again", why: "registered now" });
    asked = 0;
    const first = await again();
    expect(first).toMatchObject({ kind: "tax_settled", state: "refused", reason: "calculation_expired" });
    expect(settleText(first)).toEqual({
      isDone: false,
      text: `The tax service refused the tax of order ${order.number} of Fernweh (Ada L.) again: calculation_expired (${tax}).`,
    });
    expect(await listed()).toContain(tax);
    answer = { kind: "booked", id: "tax_1", lines: [] };
    expect(await again()).toMatchObject({ kind: "tax_settled", state: "booked" });
    expect(await listed()).not.toContain(tax);
    expect(await again()).toMatchObject({ kind: "not_refused", state: "booked" });
    expect(asked).toBe(2);
    expect(await entries(order)).toMatchObject([{ why: "registered now" }, { details: { act: "again" } }]);
  });

  it.each([
    ["by_hand", "was booked by hand"],
    ["given_up", "stays unbooked"],
  ] as const)("is settled once for good, also when two say so at once: %s", async (act, words) => {
    const { reference: tax, order } = await refused();
    const both = await Promise.all([1, 2].map(() => said({ tax, act, why: "the accountant" })));
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(["not_refused", "tax_settled"]);
    expect(both.map((line) => settleText(line).text)).toContain(
      `Noted: the tax of order ${order.number} of Fernweh (Ada L.) ${words} (${tax}).`,
    );
    expect(await listed()).not.toContain(tax);
    expect((await shop.context.store.taxBooking(tax))?.state).toBe(act);
    expect(await entries(order)).toHaveLength(1);
  });

  it("is described beforehand by the code that decides, and nothing changes", async () => {
    const { reference: tax, order } = await refused();
    asked = 0;
    const plan = await said({ tax, act: "again", why: "x", isDryRun: true });
    expect(settleText(plan).text).toBe(
      `Asks the tax service once more to book the tax of order ${order.number} of Fernweh (Ada L.) (${tax}).`,
    );
    expect([asked, await listed(), await entries(order)]).toEqual([0, expect.arrayContaining([tax]), []]);
    const other = await refused({ service: "another service" });
    expect(await said({ tax: other.reference, act: "again", why: "x" })).toMatchObject({ kind: "other_service" });
    expect(await said({ tax: "nothing", act: "by_hand", why: "x" })).toMatchObject({ kind: "no_such_booking" });
  });
});

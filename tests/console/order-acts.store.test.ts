import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asksForNothing, refundAsked, refundWords, runRefund } from "#app/console/orders/acts/refund.ts";
import { runShip, shipAsked, shipProblems, shipWords } from "#app/console/orders/acts/ship.ts";
import { money } from "#lib/money.ts";
import { plannedShipment } from "#lib/operator/ship.ts";
import type { Order } from "#lib/orders/order.ts";
import { createOperator, type Operator } from "#lib/purchase/operator.ts";
import { chargesOf, openTestShop, type TestShop } from "../fixtures/test-shop.ts";
import { paidOrder } from "../purchase/orders/paid-order.ts";

let shop: TestShop;
let operator: Operator;
beforeAll(async () => {
  shop = await openTestShop();
  operator = createOperator(shop.context);
});
afterAll(() => shop.close());

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams({ why: "sent back", ...fields });
const planned = (order: Order, fields: Readonly<Record<string, string>>) =>
  runRefund(operator, { ...refundAsked(form(fields), order), isDryRun: true });
/** As the page that asks does: with the amount that was agreed to. */
const given = (order: Order, fields: Readonly<Record<string, string>>, agreedMinor: number) =>
  runRefund(operator, { ...refundAsked(form(fields), order), agreedMinor });
const now = async ({ id }: Order) => (await shop.context.store.order(id)) ?? expect.unreachable();

describe("a refund from the console", () => {
  it("says what it will give back, and changes nothing by saying it", async () => {
    const order = await paidOrder(shop);
    const plan = await planned(order, { give: "all" });
    expect(plan).toMatchObject({ kind: "planned", amount: order.paid, isRepetition: false });
    expect(refundWords(plan)).toMatch(/^Gives back \$\S+ of \$\S+, order T-/);
    expect(chargesOf(shop, order.sessionId).map(({ state }) => state)).toEqual(["captured"]);
  });

  it.each([
    ["all of it", { give: "all" }, null],
    ["an amount", { give: "amount", amount: "7.00" }, 700],
    ["units of a line", { give: "lines", "quantity-line_1": "1" }, null],
  ])("of %s happens once, however often it is pressed", async (_what, fields, minor) => {
    const order = await paidOrder(shop, { mug: 2 });
    const plan = await planned(order, fields);
    const agreed = plan.kind === "planned" ? (plan.amount?.amountMinor ?? 0) : 0;
    if (minor !== null) expect(agreed).toBe(minor);
    const answers = await Promise.all([1, 2, 3].map(() => given(order, fields, agreed)));
    expect(answers.map(({ kind }) => kind)).toEqual(["done", "done", "done"]);
    expect(answers.filter((one) => "isRepetition" in one && !one.isRepetition)).toHaveLength(1);
    const rows = await shop.context.store.refunds("sandbox", order.paymentReference);
    expect(rows.map(({ amount }) => amount)).toEqual([money(agreed, "USD")]);
    // Somebody who asks for it again later reads that it was made.
    expect(await planned(await now(order), fields)).toMatchObject({ isRepetition: true });
  });

  it("is made a second time only by somebody who says that it is a second", async () => {
    const order = await paidOrder(shop, { mug: 2 });
    const fields = { give: "amount", amount: "3.00" };
    await given(order, fields, 300);
    const second = { ...fields, again: "5f1c" };
    expect(await planned(order, second)).toMatchObject({ kind: "planned", isRepetition: false });
    const answers = await Promise.all([1, 2].map(() => given(order, second, 300)));
    expect(answers.map(({ kind }) => kind)).toEqual(["done", "done"]);
    expect(await now(order)).toMatchObject({ refunded: money(600, "USD") });
  });

  it("gives nothing where it is another amount than was agreed to", async () => {
    const order = await paidOrder(shop);
    expect((await given(order, { give: "all" }, order.paid.amountMinor - 1)).kind).toBe("more_than_left");
    expect((await now(order)).status).toBe("paid");
  });

  it("asks for nothing where no line has a number, and not for everything", async () => {
    const order = await paidOrder(shop);
    for (const fields of [
      {},
      { give: "lines" },
      { give: "lines", "quantity-line_1": "0" },
      { give: "more" },
      { give: "amount", amount: " " },
    ]) {
      const asked = form(fields);
      expect(asksForNothing(refundAsked(asked, order), asked), JSON.stringify(fields)).toBe(true);
    }
    const [shipping, wrong] = [
      form({ give: "lines", shipping: "on" }),
      form({ give: "lines", "quantity-line_1": "x" }),
    ];
    expect(asksForNothing(refundAsked(shipping, order), shipping)).toBe(false);
    expect(asksForNothing(refundAsked(wrong, order), wrong)).toBe(false);
    expect((await planned(order, { give: "lines", "quantity-line_1": "x" })).kind).toBe("bad_quantity");
  });

  it.each([
    ["a lot", /is not written like "79\.99 USD"/],
    ["1000000", /are left, so nothing was given back/],
    ["5.00 EUR", /The order was paid in USD/],
    ["-5", /is not written like "79\.99 USD"/],
  ])("says of the amount %j why it is not given, naming no option", async (amount, words) => {
    const order = await paidOrder(shop);
    const plan = await planned(order, { give: "amount", amount });
    expect(plan.kind).not.toBe("planned");
    expect(refundWords(plan)).toMatch(words);
    expect(refundWords(plan)).not.toMatch(/--\w/);
  });

  it("is in the audit trail as the console's, with its reason", async () => {
    const order = await paidOrder(shop);
    await given(order, { give: "amount", amount: "1.00" }, 100);
    const entries = await shop.context.store.auditEntries(new Date(0), 1000, 0);
    expect(entries.filter(({ subject }) => subject === order.number)).toMatchObject([
      { action: "refund_requested", actor: "console", why: "sent back" },
    ]);
  });
});

describe("a shipment from the console", () => {
  it("is recorded once, however often it is pressed, with a tracking number or without", async () => {
    for (const fields of [
      { carrier: "UPS", tracking: "1Z999" },
      { carrier: "Post", tracking: "" },
    ]) {
      const order = await paidOrder(shop, { mug: 2 });
      const asked = form({ ...fields, "quantity-line_1": "1", name: "a1b2" });
      expect(plannedShipment(order, shipAsked(asked, order), new Date())).toMatchObject({ kind: "new" });
      expect((await now(order)).shipments).toEqual([]);
      const answers = await Promise.all([1, 2].map(() => runShip(operator, shipAsked(asked, order))));
      expect(answers.map(({ kind }) => kind).toSorted()).toEqual(["already_recorded", "recorded"]);
      expect((await now(order)).shipments).toMatchObject([{ carrier: "UPS" === fields.carrier ? "UPS" : "Post" }]);
    }
  });

  it("says of one that was recorded before what it adds, and when it adds nothing, why", async () => {
    const order = await paidOrder(shop, { mug: 3 });
    const one = { carrier: "", tracking: "1Z999", "quantity-line_1": "1", name: "a1b2", url: "https://ups.example/1" };
    const { id } = order;
    const lines = [{ lineId: "line_1", quantity: 1 }];
    const report = { carrier: "UPS", trackingNumber: null, trackingUrl: null, lines, isDelivered: false };
    await operator.recordShipment({ orderId: id, name: "1Z999", ...report });
    const reading = async (fields: Readonly<Record<string, string>>) => {
      const by = await now(order);
      const read = plannedShipment(by, shipAsked(form({ ...one, ...fields }), by), new Date());
      return read.kind === "refused" ? [read.kind, ...shipProblems(read)] : [read.kind, shipWords(by, read)];
    };
    expect(await reading({})).toEqual([
      "changed",
      expect.stringMatching(
        /^The shipment UPS 1Z999 was recorded on \S+\. Adds to it: tracking number 1Z999, tracking address https:\S+\.$/,
      ),
    ]);
    const [added, again] = [
      await runShip(operator, shipAsked(form(one), order)),
      await runShip(operator, shipAsked(form(one), order)),
    ];
    expect([added, again]).toMatchObject([{ kind: "recorded", isNew: false }, { kind: "already_recorded" }]);
    expect(await reading({})).toEqual(["known", expect.stringMatching(/so nothing changes\. Another parcel needs/)]);
    expect(await reading({ "quantity-line_1": "2" })).toEqual([
      "refused",
      expect.stringMatching(/^A shipment with this tracking number was recorded before, with other goods/),
    ]);
    expect(await reading({ tracking: "1Z000", carrier: "UPS" })).toEqual(["new", "Records as sent with UPS 1Z000:"]);
  });

  it("says what is wrong with it before anything is recorded, naming no option", async () => {
    const order = await paidOrder(shop);
    const problems = (fields: Readonly<Record<string, string>>) => {
      const reading = plannedShipment(order, shipAsked(form({ name: "a", ...fields }), order), new Date());
      return reading.kind === "refused" ? shipProblems(reading) : [];
    };
    expect(problems({ "quantity-line_1": "1" })).toEqual(["Goods need a carrier."]);
    expect(problems({ carrier: "UPS" })).toEqual([expect.stringMatching(/^Must name at least one line/)]);
    expect(problems({ carrier: "UPS", "quantity-line_1": "99" })).toEqual([expect.stringMatching(/^Only \d+ of the/)]);
    expect(problems({ carrier: "UPS", "quantity-line_1": "1", url: "http://x" }).join(" ")).toContain("https://");
    expect(problems({ carrier: "UPS", "quantity-line_1": "1", url: "http://x" }).join(" ")).not.toMatch(/--\w/);
  });
});

import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ActForms } from "#app/console/orders/acts/forms.tsx";
import { Outcome } from "#app/console/orders/acts/outcomes.tsx";
import { CONSOLE_ACTIONS } from "#lib/config/console.ts";
import { sellerId, shipmentId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { ordersOfParts } from "#lib/orders/order-parts.ts";
import { anOrder, aProduct, aSession, NOON } from "../fixtures/builders.ts";

const session = aSession({
  status: "completed",
  lines: [
    { product: aProduct(), quantity: 3 },
    { product: aProduct({ title: "Lamp" }), quantity: 1 },
  ],
});
const order = anOrder(session);
const drawn = (of: typeof order, actions: readonly ("refund" | "ship")[] = CONSOLE_ACTIONS) =>
  renderToStaticMarkup(<ActForms order={of} actions={actions} formName="a1b2" />);
const formsOf = (html: string) => [...html.matchAll(/<form[^>]* action="([^"]+)"/g)].map(([, action]) => action);

describe("the forms on an order's page in the console", () => {
  it("are those that whoever is there may use, and lead to a page that asks, changing nothing by themselves", () => {
    expect(formsOf(drawn(order))).toEqual([`/console/orders/${order.id}/ship`, `/console/orders/${order.id}/refund`]);
    expect(formsOf(drawn(order, ["ship"]))).toEqual([`/console/orders/${order.id}/ship`]);
    expect(drawn(order, [])).toBe("");
    expect(drawn(order)).not.toMatch(/method=/);
  });

  it("offer to ship what is left and no more", () => {
    const box = {
      id: shipmentId("ship_1"),
      name: "box",
      carrier: "UPS",
      trackingNumber: null,
      trackingUrl: null,
      lines: [
        { lineId: "line_1", quantity: 1 },
        { lineId: "line_2", quantity: 1 },
      ],
      shippedAt: NOON,
      deliveredAt: null,
    };
    const [ship = ""] = drawn({ ...order, shipments: [box] }).split("</form>");
    const field = /<input[^>]* name="quantity-line_1"[^>]*>/.exec(ship)?.[0];
    expect([/ max="(\d+)"/, / value="(\d+)"/].map((part) => part.exec(field ?? "")?.[1])).toEqual(["2", "2"]);
    expect(ship).not.toContain("quantity-line_2");
    const all = { ...box, lines: order.lineItems.map(({ id, quantity }) => ({ lineId: id, quantity })) };
    expect(formsOf(drawn({ ...order, shipments: [all] }))).toEqual([`/console/orders/${order.id}/refund`]);
  });

  const fieldOf = (form: string, line: string) => {
    const field = new RegExp(`<input[^>]* name="quantity-${line}"[^>]*>`).exec(form)?.[0] ?? "";
    return [/ max="(\d+)"/, / value="(\d+)"/].map((part) => part.exec(field)?.[1]);
  };

  it("offer units that may be given back again once an amount without lines that had taken their money is lost", () => {
    const some = { id: "refund_1", requestedAt: NOON, occurredAt: NOON, needsPerson: false };
    const given = { ...some, amount: money(100, "USD"), state: "done" as const, isLost: false };
    const mugs = { lines: [{ lineId: "line_1", quantity: 3, amountMinor: 100 }], shippingMinor: 0, isRestocked: false };
    const rest = { ...some, amount: money(order.paid.amountMinor - 100, "USD") };
    const after = (amount: { state: "done" | "failed"; isLost: boolean }) =>
      drawn({
        ...order,
        status: "partially_refunded",
        refunded: given.amount,
        refunds: [
          { ...rest, ...amount, items: null },
          { ...given, id: "refund_2", items: mugs },
        ],
      }).split("</form>");
    const [held = "", taken = ""] = after({ state: "done", isLost: false });
    expect([fieldOf(held, "line_1"), fieldOf(taken, "line_1")]).toEqual([
      ["3", "0"],
      [undefined, undefined],
    ]);
    const [ship = "", give = ""] = after({ state: "failed", isLost: true });
    expect([fieldOf(ship, "line_1"), fieldOf(give, "line_1")]).toEqual([
      ["3", "3"],
      ["3", "0"],
    ]);
  });

  it("offer to ship nothing that was given back, unless somebody says that it leaves all the same", () => {
    const refund = (quantity: number, isLost: boolean) => ({
      id: "refund_1",
      amount: order.paid,
      state: isLost ? ("failed" as const) : ("done" as const),
      requestedAt: NOON,
      occurredAt: NOON,
      isLost,
      needsPerson: false,
      items: { lines: [{ lineId: "line_1", quantity, amountMinor: 1 }], shippingMinor: 0, isRestocked: false },
    });
    const [ship = "", give = ""] = drawn({ ...order, refunds: [refund(2, false), refund(1, true)] }).split("</form>");
    expect(fieldOf(ship, "line_1")).toEqual(["3", "1"]);
    expect(ship).toContain("of 3, 2 given back");
    expect(fieldOf(ship, "line_2")).toEqual(["1", "1"]);
    expect(fieldOf(give, "line_1")).toEqual(["1", "0"]);
  });

  it("are one for each seller's parcel, filled with that seller's goods, and lead to that part's page", () => {
    const lamp = aProduct({ title: "Lamp", sellerId: sellerId("ombra"), sellerName: "Ombra" });
    const both = anOrder(
      aSession({
        status: "completed",
        lines: [
          { product: aProduct(), quantity: 3 },
          { product: lamp, quantity: 1 },
        ],
      }),
    );
    const html = drawn(both);
    const page = `/console/orders/${both.number}`;
    expect(formsOf(html)).toEqual([`${page}-1/ship`, `${page}-2/ship`, `/console/orders/${both.id}/refund`]);
    const quantities = html
      .split("</form>")
      .map((form) => [...form.matchAll(/name="quantity-(\w+)"/g)].map(([, id]) => id));
    expect(quantities.slice(0, 3)).toEqual([["line_1"], ["line_2"], ["line_1", "line_2"]]);
    const [, part] = ordersOfParts(both);
    expect(part && formsOf(drawn(part))).toEqual([`${page}-2/ship`, `${page}-2/refund`]);
    // An amount would not say whose goods it is for.
    for (const form of [html, drawn(part ?? both)]) expect(form).not.toContain('name="amount"');
  });

  it("are none where all of the money went back", () => {
    expect(drawn(anOrder(session, { status: "refunded" }))).toBe("");
  });

  it("say the sum that is left, and ask for everything only where that is chosen", () => {
    expect(drawn(order)).toMatch(/value="all"[^>]*\/?><span>All that is left, \$\d/);
    expect(drawn(order)).toMatch(/<label[^>]*>Amount in USD<input[^>]* name="amount"/);
  });
});

it("what became of an act is said in words of ours, whatever the address says", () => {
  const said = (refund: string, shipment = "") => renderToStaticMarkup(<Outcome refund={refund} shipment={shipment} />);
  expect(said("done")).toContain("The money was given back.");
  expect(said("repeated")).toContain("nothing more was given back");
  expect(said("", "recorded")).toContain("The shipment is recorded");
  expect(said("", "added")).toContain("It was added to the shipment");
  for (const other of ["", "constructor", "<b>done</b>", "__proto__"]) expect(said(other, other)).toBe("");
});

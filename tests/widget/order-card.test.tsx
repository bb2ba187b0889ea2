import { describe, expect, it } from "vitest";
import { formatDeduction, formatMoney, money } from "#lib/money.ts";
import { totalOf } from "#widget/views/amounts.ts";
import { aCheckout } from "./a-checkout.ts";
import { draw, drawIn, textOf } from "./draw-purchase.tsx";
import { PARCEL, withOrderLife } from "../looks/order-stages.ts";

type Life = Parameters<typeof withOrderLife>[1];

const drawn = (life: Life) =>
  draw({ phase: "paid", checkout: withOrderLife(aCheckout({ status: "completed" }), life) });

describe("the card of an order", () => {
  it("says how far it is, what is on its way, and leads to where the parcel is followed", () => {
    const html = drawn({ delivery_status: "shipped", shipments: [PARCEL] });
    const text = textOf(html);
    expect(text).toContain("1 × Mug");
    expect(text).toContain("UPS · 1Z999AA10123456784");
    expect(text).toContain("Track it with UPS");
    expect(html).toContain('href="https://www.ups.com/track?tracknum=1Z999AA10123456784"');
    expect(html.match(/data-state="(\w+)"/g)).toEqual(['data-state="done"', 'data-state="done"', 'data-state="open"']);
  });

  it("counts what is in a parcel as the language counts the lines of an order", () => {
    const checkout = withOrderLife(aCheckout({ status: "completed" }), {
      delivery_status: "shipped",
      shipments: [PARCEL],
    });
    expect(textOf(drawIn("ja", { phase: "paid", checkout }))).toContain("Mug × 1");
  });

  it("says of an order that the seller canceled that nothing was paid and nothing will be sent", () => {
    expect(textOf(drawn({ status: "canceled" }))).toContain("You paid nothing for it, and nothing will be sent.");
    expect(textOf(drawn({ status: "refunded" }))).not.toContain("nothing");
  });

  it("speaks of the order's page only where it leads there", () => {
    const { order: _none, ...without } = aCheckout({ status: "completed" });
    const text = textOf(draw({ phase: "paid", checkout: without }));
    expect(text).toContain("has your payment.");
    expect(text).not.toContain("order’s page");
    expect(textOf(drawn({}))).toContain("The receipt is on the order’s page.");
  });

  it("says how many parcels are on the order's page alone", () => {
    const parcels = ["a", "b", "c", "d"].map((id) => ({ ...PARCEL, id }));
    expect(textOf(drawn({ delivery_status: "shipped", shipments: parcels }))).toContain("2 more parcels");
    expect(textOf(drawn({ delivery_status: "shipped", shipments: parcels.slice(1) }))).toContain("1 more parcel ");
    expect(textOf(drawn({ delivery_status: "shipped", shipments: parcels.slice(2) }))).not.toContain("more");
  });

  it("says what was given back, how much and on which day", () => {
    const text = textOf(
      drawn({
        status: "partially_refunded",
        refunds: [{ id: "re_1", status: "completed", amount: 500, occurred_at: "2026-06-10T12:00:00Z" }],
      }),
    );
    expect(text).toMatch(/Jun 10 −\$5\.00/);
  });

  it("says below the total what was given back, and what the order cost after it", () => {
    const refunds = [{ id: "re_1", status: "completed", amount: 500, occurred_at: "2026-06-10T12:00:00Z" }] as const;
    const total = formatMoney(money(totalOf(aCheckout({ status: "completed" })), "USD"), "en-US");
    const text = textOf(drawn({ status: "partially_refunded", refunds: [...refunds], after_refunds: 2766 }));
    expect(text).toMatch(/Total .*Jun 10 −\$5\.00 +After refunds +\$27\.66/);
    expect(text.indexOf(total)).toBeLessThan(text.indexOf("Refunded on"));
    expect(textOf(drawn({ status: "refunded", refunds: [...refunds], after_refunds: 0 }))).not.toContain(
      "After refunds",
    );
    expect(textOf(drawn({}))).not.toContain("After refunds");
  });

  it("says once that a part was refunded: in the row with its amount, or in a sentence where there is none", () => {
    const refunds: Life["refunds"] = [
      { id: "re_1", status: "completed", amount: 500, occurred_at: "2026-06-10T12:00:00Z" },
    ];
    const sentence = "Part of this order has been refunded.";
    expect(textOf(drawn({ status: "partially_refunded", refunds }))).not.toContain(sentence);
    expect(textOf(drawn({ status: "partially_refunded" }))).toContain(sentence);
  });

  it("shows what was bought until parcels say what is in them, and that the seller has the payment only while all of it is theirs", () => {
    const partly: Life = {
      status: "partially_refunded",
      refunds: [{ id: "re_1", status: "completed", amount: 500, occurred_at: "2026-06-10T12:00:00Z" }],
    };
    for (const life of [partly, { payment_returned: 500 } satisfies Life]) {
      expect(drawn(life)).toContain('class="line-name"');
      expect(textOf(drawn(life))).not.toContain("has your payment");
      expect(textOf(drawn(life))).toContain("The receipt is on the order’s page.");
    }
    expect(drawn({ delivery_status: "shipped", shipments: [PARCEL] })).not.toContain('class="line-name"');
  });

  it("says what makes the total another sum than its lines, and nothing where they are the same", () => {
    const lines = (types: readonly string[]) => {
      const paid = aCheckout({ status: "completed" });
      const totals = paid.totals.filter(({ type }) => type === "total" || types.includes(type));
      return textOf(draw({ phase: "paid", checkout: { ...paid, totals } }));
    };
    expect(lines(["fulfillment", "tax"])).toContain("Includes delivery and tax");
    expect(lines(["fulfillment"])).toContain("Includes delivery");
    expect(lines([])).not.toContain("Includes");
  });

  it("writes what was given back as everything else that is taken off, in Arabic too", () => {
    const checkout = withOrderLife(aCheckout({ status: "completed" }), {
      status: "partially_refunded",
      refunds: [{ id: "re_1", status: "completed", amount: 500, occurred_at: "2026-06-10T12:00:00Z" }],
    });
    const html = draw({ phase: "paid", checkout }, "ar");
    expect(html).toContain(`<bdi>${formatDeduction(money(500, "USD"), "ar")}</bdi>`);
  });

  it("says of a payment that the bank returned neither thanks nor that its seller has it, and of a disputed one not the latter", () => {
    const returned = textOf(drawn({ payment_dispute: "returned" }));
    expect(returned).toContain("The bank returned this payment to you");
    expect(returned).not.toMatch(/Thank you|has your payment/);
    expect(drawn({ payment_dispute: "returned" })).not.toContain('class="tick"');
    const open = textOf(drawn({ payment_dispute: "open" }));
    expect(open).toContain("The bank is looking into this payment.");
    expect(open).not.toContain("has your payment");
    expect(textOf(drawn({}))).toContain("has your payment");
  });

  it("says which part of a payment the bank returned, and goes on telling of the delivery", () => {
    const life = { payment_returned: 500, delivery_status: "shipped", shipments: [PARCEL] } satisfies Life;
    const text = textOf(drawn(life));
    expect(text).toContain("The bank returned $5.00 of this payment.");
    expect(text).not.toContain("The bank returned this payment to you");
    expect(text).toContain("Track it with UPS");
    expect(drawn(life)).toContain('class="tick"');
    expect(drawn({ payment_returned: 500 })).toContain('class="steps"');
    expect(textOf(drawn({ payment_dispute: "returned", payment_returned: 2500 }))).not.toContain("$25.00 of this");
  });

  it("says what the bank returned in another currency in that one", () => {
    const open = textOf(drawn({ payment_dispute: "open", payment_returned_in: [{ amount: 2300, currency: "EUR" }] }));
    expect(open).toContain("The bank returned €23.00 of this payment.");
  });

  it("links no address of a parcel that is not one of the web", () => {
    const html = drawn({ delivery_status: "shipped", shipments: [{ ...PARCEL, tracking_url: "javascript:alert(1)" }] });
    expect(html).not.toContain("javascript:");
  });
});

import { describe, expect, it } from "vitest";
import { orderId, productId, sellerId, sessionId } from "#lib/ids.ts";
import { orderCsv, ordersCsvHeader, type MerchantOrder } from "#lib/wire/orders/merchant.ts";
import { readPlace } from "#lib/wire/orders/list-query.ts";

const line = {
  id: "line_1",
  product_id: productId("mug"),
  offer_id: null,
  title: 'Mug, "blue"',
  quantity: 2,
  is_digital: false,
  unit_price_minor: 1000,
  subtotal_minor: 2000,
  tax_minor: 0,
  total_minor: 2000,
};
const order: MerchantOrder = {
  id: orderId("ord_1"),
  number: "T-2222-2222",
  seller_id: sellerId("fernweh"),
  status: "paid",
  livemode: true,
  paid_minor: 2000,
  refunded_minor: 0,
  currency: "USD",
  delivery_status: "not_shipped",
  shipments: [],
  placed_at: "2026-11-28T10:00:00.000Z",
  checkout_session_id: sessionId("cs_1"),
  permalink_url: "https://shop.example.com/orders/or_1",
  route: "external",
  payment_reference: "pi_1",
  dispute_status: "open",
  disputed_minor: 2000,
  shipping_holds: ["chargeback", "early_fraud_warning"],
  alerts: [],
  line_items: [line, { ...line, id: "line_2" }],
  discounts: [],
  delivery: null,
  discount_minor: 0,
  tax_minor: 0,
  refunds: [],
  buyer: { name: '=HYPERLINK("https://evil.example")', email: "ada@example.com", phone_number: "+1 212 555 0100" },
  address: null,
  details_erased: false,
};

describe("orders as CSV", () => {
  it("have a record for each line, with the columns of the header", () => {
    const records = orderCsv(order).split("\r\n");
    expect(records).toHaveLength(3);
    expect(ordersCsvHeader.split(",")).toHaveLength(31);
    expect(records[0]).toContain('line_1,mug,"Mug, ""blue""",2,2000');
    expect(records[1]).toContain("line_2");
  });

  it("make no formula of what a buyer typed", () => {
    expect(orderCsv(order)).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    expect(orderCsv(order)).toContain("'+1 212 555 0100");
  });
});

describe("a place in the list", () => {
  it.each(["", "yesterday", "2026-13-01", "2026-11-28T10:00:00", "2026-11-28T10:00:00.000Z_a/b", "9".repeat(400)])(
    "%s is none",
    (text) => {
      expect(readPlace(text)).toBeNull();
    },
  );

  it("is a date, a time with its offset, or what the page before said", () => {
    expect(readPlace("2026-11-28")?.paidAt.toISOString()).toBe("2026-11-28T00:00:00.000Z");
    expect(readPlace("2026-11-28T10:00:00+02:00")?.paidAt.toISOString()).toBe("2026-11-28T08:00:00.000Z");
    expect(readPlace("2026-11-28T10:00:00.123Z_ord_1")).toEqual({
      paidAt: new Date("2026-11-28T10:00:00.123Z"),
      id: "ord_1",
    });
  });
});

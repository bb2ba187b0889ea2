import { describe, expect, it } from "vitest";
import { checkPayload } from "#app/try/host/payload-check.ts";

/** The documented example in short: two items, delivery with its own tax inside, and tax on the items. */
const session = () => ({
  id: "cs_0123456789abcdefghijkl",
  payment_provider: { provider: "stripe", merchant_id: "acct_1", supported_payment_methods: [{ type: "card" }] },
  payment_mode: "test",
  status: "ready_for_payment",
  currency: "USD",
  metadata: { cart: "1" } as Record<string, unknown>,
  line_items: [
    {
      id: "li_1",
      item: { id: "mug", quantity: 2 },
      base_amount: 2000,
      discount: 200,
      subtotal: 1800,
      tax: 180,
      total: 1980,
    },
    {
      id: "li_2",
      item: { id: "pan", quantity: 1 },
      base_amount: 1200,
      discount: 0,
      subtotal: 1200,
      tax: 120,
      total: 1320,
    },
  ],
  totals: [
    { type: "items_base_amount", display_text: "Items", amount: 3200 },
    { type: "items_discount", display_text: "Sale", amount: 200 },
    { type: "subtotal", display_text: "Subtotal", amount: 3000 },
    { type: "fulfillment", display_text: "Delivery", amount: 550 },
    { type: "tax", display_text: "Tax", amount: 300 },
    { type: "total", display_text: "Total", amount: 3850 },
  ],
  fulfillment_options: [
    {
      id: "standard",
      type: "shipping",
      title: "Standard",
      subtitle: "3 days",
      carrier: "USPS",
      earliest_delivery_time: "2026-12-01T00:00:00Z",
      latest_delivery_time: "2026-12-03T00:00:00Z",
      subtotal: 500,
      tax: 50,
      total: 550,
    },
  ],
  fulfillment_option_id: "standard" as string | undefined,
  fulfillment_address: {
    name: "Ada",
    line_one: "1 Main St",
    city: "New York",
    country: "US",
    phone_number: "+12125550123",
  },
  messages: [{ type: "info", content: "Hello" }],
  links: [{ type: "terms_of_use", url: "https://shop.example.com/terms" }],
});
type Session = ReturnType<typeof session>;

/** Where the check finds fault after one change. */
function faultsAfter(change: (session: Session) => void): readonly string[] {
  const changed = session();
  change(changed);
  return checkPayload(changed).findings.map((finding) => finding.at);
}
const setTotal = (type: string, amount: number) => (changed: Session) => {
  for (const row of changed.totals) if (row.type === type) row.amount = amount;
};

describe("the payment sheet's check of a session", () => {
  it("finds nothing wrong with the documented arithmetic", () => {
    expect(checkPayload(session())).toMatchObject({ kind: "opens", findings: [] });
  });

  it.each<[string, (session: Session) => void, string]>([
    [
      "a line's subtotal",
      (changed) => Object.assign(changed.line_items[0] ?? {}, { subtotal: 1801 }),
      "line_items.0.subtotal",
    ],
    ["a line's total", (changed) => Object.assign(changed.line_items[1] ?? {}, { total: 1 }), "line_items.1.total"],
    ["the items' base amount", setTotal("items_base_amount", 3201), "totals.items_base_amount"],
    ["the items' discount", setTotal("items_discount", 0), "totals.items_discount"],
    ["the subtotal", setTotal("subtotal", 3200), "totals.subtotal"],
    ["the total", setTotal("total", 3851), "totals.total"],
    ["the tax, which then makes the total wrong", setTotal("tax", 350), "totals.total"],
    ["delivery and its option", setTotal("fulfillment", 500), "totals.fulfillment"],
    [
      "an option's total",
      (changed) => Object.assign(changed.fulfillment_options[0] ?? {}, { tax: 0 }),
      "fulfillment_options.0.total",
    ],
  ])("warns when %s does not add up", (_, change, at) => {
    const changed = session();
    change(changed);
    const check = checkPayload(changed);
    expect(check.kind).toBe("opens");
    expect(check.findings.map((finding) => finding.at)).toContain(at);
  });

  it.each(["merchant", "logo_url", "conversation_id", "connector_id", "ecosystem_app_uri"])(
    "warns when %s is sent, which only the host may set",
    (field) => {
      expect(checkPayload({ ...session(), [field]: "ours" }).findings).toEqual([
        { level: "warning", at: field, text: "is set by the host and must not be sent" },
      ]);
    },
  );

  it("takes the tax of the lines when no row of tax is sent", () => {
    expect(
      faultsAfter((changed) => void (changed.totals = changed.totals.filter((row) => row.type !== "tax"))),
    ).toEqual([]);
  });

  it("counts each of two fees, but not two subtotals", () => {
    const fee = { type: "fee", display_text: "Fee", amount: 100 };
    const withFees = session();
    withFees.totals.push(fee, fee);
    setTotal("total", 4050)(withFees);
    expect(checkPayload(withFees).findings).toEqual([]);
    expect(
      faultsAfter((changed) => void changed.totals.push({ type: "subtotal", display_text: "Again", amount: 0 })),
    ).toContain("totals");
  });

  it.each(["items_base_amount", "subtotal", "total"])("misses %s when it is not there", (type) => {
    expect(
      faultsAfter((changed) => void (changed.totals = changed.totals.filter((row) => row.type !== type))),
    ).toContain("totals");
  });

  it.each<[string, (session: Session) => void, string]>([
    ["a status that cannot be paid", (changed) => void (changed.status = "completed"), "status"],
    ["a currency that is no code", (changed) => void (changed.currency = "Dollar"), "currency"],
    ["metadata that is not text", (changed) => void (changed.metadata = { cart: 1 }), "metadata"],
    [
      "an address line of 61 characters",
      (changed) => void (changed.fulfillment_address.line_one = "x".repeat(61)),
      "fulfillment_address.line_one",
    ],
    [
      "a phone number without its country",
      (changed) => void (changed.fulfillment_address.phone_number = "2125550123"),
      "fulfillment_address.phone_number",
    ],
    [
      "a message that is a warning",
      (changed) => void changed.messages.push({ type: "warning", content: "!" }),
      "messages.1.type",
    ],
    [
      "a kind of link that is not known",
      (changed) => void changed.links.push({ type: "blog", url: "https://a.example" }),
      "links.1.type",
    ],
    [
      "delivery times in the wrong order",
      (changed) =>
        Object.assign(changed.fulfillment_options[0] ?? {}, { latest_delivery_time: "2026-11-01T00:00:00Z" }),
      "fulfillment_options.0",
    ],
    [
      "an option twice",
      (changed) => void (changed.fulfillment_options = changed.fulfillment_options.concat(changed.fulfillment_options)),
      "fulfillment_options",
    ],
  ])("warns of %s", (_, change, at) => {
    expect(faultsAfter(change)).toContain(at);
  });

  it.each<[string, (session: Session) => void]>([
    ["an option that does not exist is chosen", (changed) => void (changed.fulfillment_option_id = "express")],
    ["there is no link", (changed) => void (changed.links = [])],
    ["a link is not absolute", (changed) => void (changed.links = [{ type: "terms_of_use", url: "/terms" }])],
    ["there is no id", (changed) => void (changed.id = "")],
    ["an amount is not whole", setTotal("total", 38.5)],
    ["an amount is negative", setTotal("items_discount", -200)],
  ])("stays shut when %s", (_, change) => {
    const changed = session();
    change(changed);
    expect(checkPayload(changed).kind).toBe("refused");
  });

  describe("given the first documented form", () => {
    const first = (totals: readonly { readonly type: string; readonly amount: number }[]) => ({
      id: "cs_0123456789abcdefghijkl",
      payment_provider: {
        provider: "stripe",
        merchant_id: "acct_1",
        supported_payment_methods: ["card", "apple_pay", "google_pay"],
      },
      status: "ready_for_payment",
      currency: "USD",
      totals: totals.map((row) => ({ ...row, display_text: row.type })),
      links: [
        { type: "terms_of_use", url: "https://shop.example.com/terms" },
        { type: "privacy_policy", url: "https://shop.example.com/privacy" },
      ],
      payment_mode: "live",
    });

    it("opens for its example, whose one amount is the total", () => {
      expect(checkPayload(first([{ type: "total", amount: 330 }]))).toMatchObject({ kind: "opens", findings: [] });
    });

    it("finds a total that is not there, and one that is not the sum of the others", () => {
      expect(checkPayload(first([])).findings).toMatchObject([{ at: "totals", text: "has no total" }]);
      const rows = [
        { type: "items_base_amount", amount: 300 },
        { type: "subtotal", amount: 300 },
        { type: "fulfillment", amount: 20 },
      ];
      expect(checkPayload(first([...rows, { type: "total", amount: 330 }])).findings).toMatchObject([
        { at: "totals.total" },
      ]);
      expect(checkPayload(first([...rows, { type: "total", amount: 320 }])).findings).toEqual([]);
    });
  });

  it("stays shut for what is no session at all", () => {
    for (const sent of [null, undefined, 1, "cs_1", [], {}]) expect(checkPayload(sent).kind).toBe("refused");
  });
});

import type Stripe from "stripe";
import { expect, it } from "vitest";
import { refusal } from "../double-client.ts";

let made = 0;
/** Unique for ever, on the account too. */
const freshReference = () => `cs_fact_${Date.now()}_${(made += 1)}:1`;

const line = (amount: number): Stripe.Tax.CalculationCreateParams.LineItem => ({
  amount,
  reference: "line_1",
  tax_behavior: "exclusive",
});
const newYork = (postal_code: string) => ({
  address: { line1: "1 Main St", city: "New York", state: "NY", postal_code, country: "US" },
  address_source: "shipping" as const,
});

/** What the adapter and the double both take for granted about Stripe Tax. The account needs finished Tax Settings, and no registration in Kenya. */
export function taxFacts(open: () => Stripe): void {
  const calculate = (changes: Partial<Stripe.Tax.CalculationCreateParams> = {}) =>
    open().tax.calculations.create({
      currency: "usd",
      line_items: [line(2500)],
      customer_details: newYork("10001"),
      shipping_cost: { amount: 500, tax_behavior: "exclusive", tax_code: "txcd_92010001" },
      expand: ["line_items.data.tax_breakdown", "shipping_cost.tax_breakdown"],
      ...changes,
    });

  it("a calculation has its lines by our reference, adds up to its total, and lives for months", async () => {
    const { line_items: lines, shipping_cost: shipping, ...made } = await calculate();
    const [only] = lines?.data ?? [];
    expect(only).toMatchObject({ reference: "line_1", amount: 2500, tax_behavior: "exclusive" });
    expect(made.amount_total).toBe(3000 + (only?.amount_tax ?? 0) + (shipping?.amount_tax ?? 0));
    expect(shipping?.tax_breakdown?.length).toBeGreaterThan(0);
    expect(made.expires_at).toBeGreaterThan(Date.now() / 1000 + 60 * 86_400);
  });

  it("a place without a registration is taxed with zero, and says so", async () => {
    const { tax_amount_exclusive: tax, line_items: lines } = await calculate({
      customer_details: { address: { country: "KE" }, address_source: "shipping" },
    });
    expect(tax).toBe(0);
    expect(lines?.data[0]?.tax_breakdown?.map((row) => row.taxability_reason)).toEqual(["not_collecting"]);
  });

  it("an address of the United States without a postal code is customer_tax_location_invalid", async () => {
    const error = await refusal(
      calculate({ customer_details: { address: { country: "US" }, address_source: "shipping" } }),
    );
    expect(error).toMatchObject({ statusCode: 400, code: "customer_tax_location_invalid" });
  });

  it("more than a hundred lines are refused", async () => {
    const lines = Array.from({ length: 101 }, (_, index) => ({ ...line(100), reference: `line_${index}` }));
    expect((await refusal(calculate({ line_items: lines }))).statusCode).toBe(400);
  });

  it("a reference is booked once: the second time it is what is refused", async () => {
    const { id } = await calculate();
    const reference = freshReference();
    const sale = { calculation: id ?? "", reference };
    await open().tax.transactions.createFromCalculation(sale);
    const error = await refusal(open().tax.transactions.createFromCalculation(sale));
    expect(error).toMatchObject({ statusCode: 400, param: "reference" });
  });

  it("a sale is reversed in part, the reversal in full, and then the sale by a flat amount", async () => {
    const { id, amount_total: total } = await calculate();
    const reference = freshReference();
    const { transactions } = open().tax;
    const sale = await transactions.createFromCalculation({ calculation: id ?? "", reference, expand: ["line_items"] });
    const [only] = sale.line_items?.data ?? [];
    const ofSale = { mode: "partial", original_transaction: sale.id } as const;
    const part = await transactions.createReversal({
      ...ofSale,
      reference: `${reference}:refund`,
      line_items: [
        {
          original_line_item: only?.id ?? "",
          reference: "line_1",
          amount: 0 - (only?.amount ?? 0),
          amount_tax: 0 - (only?.amount_tax ?? 0),
        },
      ],
    });
    const tooMuch = { ...ofSale, reference: `${reference}:too-much`, flat_amount: 0 - total };
    expect((await refusal(transactions.createReversal(tooMuch))).statusCode).toBe(400);
    const undone = await transactions.createReversal({
      mode: "full",
      original_transaction: part.id,
      reference: `${reference}:refund:undone`,
    });
    expect(undone).toMatchObject({ type: "reversal", reversal: { original_transaction: part.id } });
    const all = await transactions.createReversal({
      ...ofSale,
      reference: `${reference}:all`,
      flat_amount: 0 - total,
      expand: ["line_items"],
    });
    expect(all.line_items?.data.map((one) => [one.amount, one.amount_tax])).toEqual([
      [-2500, 0 - (only?.amount_tax ?? 0)],
    ]);
  });
}

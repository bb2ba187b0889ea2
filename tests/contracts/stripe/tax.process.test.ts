import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { TaxService } from "#lib/tax/tax-service.ts";
import { createStripeTax } from "#lib/tax/stripe/stripe-tax.ts";
import { taxedBasket } from "../../fixtures/taxed-baskets.ts";
import { startStripeDouble, type BookedTax, type StripeDouble } from "../../stripe-double/start.ts";
import { taxPortContract } from "../tax/tax-port.ts";

const CALCULATIONS = "/v1/tax/calculations";
const service = (double: StripeDouble, timeoutMs = 2500): TaxService =>
  createStripeTax({ secretKey: "sk_test_contract", apiUrl: double.url, now: () => new Date(), timeoutMs });

/** The goods of New York are exclusive: what was paid is the amount with its tax. */
function sumOf(books: readonly BookedTax[]) {
  const parts = books.flatMap((one) => [...one.line_items, ...(one.shipping_cost === null ? [] : [one.shipping_cost])]);
  const tax = parts.reduce((all, part) => all + part.amount_tax, 0);
  return { tax, paid: tax + parts.reduce((all, part) => all + part.amount, 0) };
}

taxPortContract("Stripe Tax", async () => {
  const double = await startStripeDouble();
  return {
    service: service(double),
    keepsBooks: true,
    booked: async () => sumOf(await double.control.taxBooks()),
    close: () => double.stop(),
  };
});

describe("Stripe Tax", () => {
  let double: StripeDouble;
  beforeAll(async () => {
    double = await startStripeDouble();
  });
  afterEach(() => double.control.reset());
  afterAll(() => double.stop());
  const asked = async (path = CALCULATIONS) =>
    (await double.control.requests()).filter((one) => one.path === path).length;

  it("says where nothing is collected because nobody is registered there, and why each line is as it is", async () => {
    const stripe = service(double);
    const outcome = await stripe.quote(
      taxedBasket({ address: { country: "FR", region: "", postalCode: "75001" }, isDigital: true }),
    );
    expect(outcome).toMatchObject({
      kind: "quoted",
      quote: {
        basis: {
          notCollectedIn: ["FR"],
          calculation: { reasons: [{ lineId: "line_1", reason: "not_collecting" }] },
        },
      },
    });
    expect(stripe.health().notCollectedIn).toEqual(["FR"]);
  });

  it("asks for a better place where the address is not exact enough", async () => {
    const basket = taxedBasket({ address: { postalCode: "" }, isDigital: true });
    expect(await service(double).quote(basket)).toEqual({ kind: "place_refused" });
  });

  it("is inactive until the account's settings are finished, and says since when", async () => {
    await double.control.taxRules({ isActive: false });
    const stripe = service(double);
    expect(await stripe.quote(taxedBasket())).toMatchObject({ kind: "inactive" });
    expect(stripe.health().trouble?.what).toContain("not active");
    await double.control.taxRules({ isActive: true });
    expect((await stripe.quote(taxedBasket())).kind).toBe("quoted");
    expect(stripe.health().trouble).toBe(null);
  });

  it("is asked once more when it fails, then not for some seconds", async () => {
    await double.control.fault({ path: CALCULATIONS, times: 2, fault: { kind: "answer", status: 500, stored: false } });
    const stripe = service(double);
    expect(await stripe.quote(taxedBasket())).toMatchObject({ kind: "unknown", why: { kind: "server_error" } });
    expect(await asked()).toBe(2);
    expect((await stripe.quote(taxedBasket())).kind).toBe("unknown");
    expect(await asked()).toBe(2);
  });

  it("keeps nobody waiting for longer than two short requests", async () => {
    await double.control.fault({ path: CALCULATIONS, times: 2, fault: { kind: "hang", ms: 20_000, commits: "never" } });
    const startedAt = performance.now();
    expect(await service(double, 300).quote(taxedBasket())).toMatchObject({
      kind: "unknown",
      why: { kind: "timeout" },
    });
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });

  it("takes a hundred lines and no more", async () => {
    const basket = (length: number) => taxedBasket({ lines: Array.from({ length }, () => ({ amountMinor: 100 })) });
    expect((await service(double).quote(basket(100))).kind).toBe("quoted");
    expect(await service(double).quote(basket(101))).toMatchObject({
      kind: "unknown",
      why: { kind: "request_rejected" },
    });
  });

  it("books a sale whose answer was lost once, and gives its lines' names", async () => {
    const stripe = service(double);
    const outcome = await stripe.quote(taxedBasket());
    const calculationId = outcome.kind === "quoted" ? (outcome.quote.basis.calculation?.id ?? "") : "";
    const path = "/v1/tax/transactions/create_from_calculation";
    await double.control.fault({ path, times: 1, fault: { kind: "reply_lost" } });
    expect(await stripe.record({ calculationId, reference: "cs_lost:1" })).toMatchObject({
      kind: "booked",
      lines: [{ lineId: "line_1" }],
    });
    expect(await double.control.taxBooks()).toHaveLength(1);
  });

  it("knows a reference that was booked longer ago than Stripe keeps a key", async () => {
    const stripe = service(double);
    const outcome = await stripe.quote(taxedBasket());
    const calculationId = outcome.kind === "quoted" ? (outcome.quote.basis.calculation?.id ?? "") : "";
    await stripe.record({ calculationId, reference: "cs_old:1" });
    await double.control.advance(2 * 86_400);
    expect(await stripe.record({ calculationId, reference: "cs_old:1" })).toEqual({ kind: "known" });
    expect(await double.control.taxBooks()).toHaveLength(1);
  });

  it("refuses a sale for good when its calculation has expired", async () => {
    const stripe = service(double);
    const outcome = await stripe.quote(taxedBasket());
    const calculationId = outcome.kind === "quoted" ? (outcome.quote.basis.calculation?.id ?? "") : "";
    await double.control.advance(91 * 86_400);
    expect(await stripe.record({ calculationId, reference: "cs_late:1" })).toEqual({
      kind: "refused",
      why: "resource_missing",
    });
  });
});

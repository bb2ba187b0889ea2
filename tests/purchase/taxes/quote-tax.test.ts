import { describe, expect, it } from "vitest";
import { BY_TABLE, type TaxQuote } from "#lib/checkout/taxes/quote.ts";
import { taxByRules, totalsOf, type PricedBasket } from "#lib/checkout/totals.ts";
import { unknownBecause } from "#lib/payments/failure.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import type { Report } from "#lib/purchase/report.ts";
import { quoteTax, type KnownQuote } from "#lib/purchase/taxes/quote-tax.ts";
import { digestOf, taxRequestOf } from "#lib/tax/request.ts";
import { tableTax } from "#lib/tax/table.ts";
import type { QuoteOutcome, TaxService } from "#lib/tax/tax-service.ts";
import { NOON } from "../../fixtures/builders.ts";
import { taxedBasket } from "../../fixtures/taxed-baskets.ts";

const LATER = new Date(NOON.getTime() + 90 * 86_400_000);

/** A service that knows the table's rates and gives each answer a name of its own. */
function shopWith(answers: (basket: PricedBasket) => QuoteOutcome, fallback: "table" | "stop" = "stop") {
  const asked: PricedBasket[] = [];
  const reports: Report[] = [];
  const service: TaxService = {
    ...tableTax,
    name: "counting",
    quote: async (basket) => {
      asked.push(basket);
      return answers(basket);
    },
  };
  const context = {
    tax: { service, fallback },
    now: () => NOON,
    report: (report: Report) => void reports.push(report),
  } satisfies Partial<PurchaseContext>;
  return {
    asked,
    reports,
    ask: (basket: PricedBasket, known: KnownQuote | null = null) => quoteTax(context, basket, known),
  };
}

function quoted(basket: PricedBasket, notCollectedIn: readonly string[] = []): QuoteOutcome {
  const request = taxRequestOf(basket);
  if (request === null) throw new Error("the address is known");
  const calculation = { service: "stripe", id: "taxcalc_1", digest: digestOf(request), expiresAt: LATER, reasons: [] };
  const basis = { source: "service", isEstimated: false, calculation, notCollectedIn } as const;
  const quote: TaxQuote = { ...taxByRules(basket), basis };
  return { kind: "quoted", quote };
}
const missing = async (tax: Promise<TaxQuote>, basket: PricedBasket) => totalsOf(basket, await tax).missing;

describe("the tax of a checkout by a service", () => {
  it("is asked for once for the same question, and again when it changes or its answer has expired", async () => {
    const { ask, asked } = shopWith((basket) => quoted(basket));
    const basket = taxedBasket();
    const first = totalsOf(basket, await ask(basket));
    expect(totalsOf(basket, await ask(basket, first))).toEqual(first);
    expect(asked).toHaveLength(1);
    const changed = taxedBasket({ address: { lineOne: "9 Broadway" } });
    await ask(changed, first);
    expect(asked).toHaveLength(2);
    const calculation = {
      service: "stripe",
      id: "taxcalc_1",
      digest: "",
      reasons: [],
      ...first.taxBasis.calculation,
      expiresAt: NOON,
    };
    await ask(basket, { ...first, taxBasis: { ...first.taxBasis, calculation } });
    expect(asked).toHaveLength(3);
  });

  it("is not asked for while nobody knows the place, nobody delivers there, or nothing can be taxed", async () => {
    const { ask, asked } = shopWith((basket) => quoted(basket));
    const unknown = taxedBasket({ address: null });
    const download = taxedBasket({ address: null, isDigital: true });
    const undelivered = taxedBasket({ deliveryMinor: [] });
    const free = taxedBasket({ lines: [{ amountMinor: 0 }], isDigital: true });
    expect(await missing(ask(unknown), unknown)).toEqual(["delivery_address"]);
    expect(await missing(ask(download), download)).toEqual(["tax_address"]);
    expect(await missing(ask(undelivered), undelivered)).toEqual(["delivery_option"]);
    expect(await missing(ask(free), free)).toEqual([]);
    const exempt = taxedBasket({ address: null, isDigital: true, lines: [{ amountMinor: 900, class: "exempt" }] });
    expect(await missing(ask(exempt), exempt)).toEqual([]);
    expect(asked).toEqual([]);
  });

  it("asks for the address again where the service cannot tell the place", async () => {
    const { ask } = shopWith(() => ({ kind: "place_refused" }));
    expect(await missing(ask(taxedBasket()), taxedBasket())).toEqual(["exact_address"]);
    const download = taxedBasket({ isDigital: true });
    expect(await missing(ask(download), download)).toEqual(["exact_address"]);
  });

  it.each<QuoteOutcome>([unknownBecause("timeout"), { kind: "inactive", requestId: "req_1" }])(
    "stops the checkout when the answer is $kind, and says so to the operator",
    async (outcome) => {
      const { ask, reports } = shopWith(() => outcome);
      expect(await missing(ask(taxedBasket()), taxedBasket())).toEqual(["tax"]);
      expect(reports).toHaveLength(1);
    },
  );

  it("comes from the table when that is to stand in, marked as estimated", async () => {
    const { ask } = shopWith(() => unknownBecause("timeout"), "table");
    const figures = totalsOf(taxedBasket(), await ask(taxedBasket()));
    expect(figures).toMatchObject({ missing: [], taxBasis: { ...BY_TABLE, isEstimated: true } });
    expect(figures.totals.tax.amountMinor).toBe(222);
  });

  it("is never a silent zero of a table that does not name the place", async () => {
    const { ask } = shopWith(() => unknownBecause("timeout"), "table");
    const texas = taxedBasket({ address: { region: "TX", postalCode: "73301" } });
    expect(await missing(ask(texas), texas)).toEqual(["tax"]);
    const exempt = taxedBasket({ address: { region: "TX" }, lines: [{ amountMinor: 100, class: "exempt" }] });
    expect(await missing(ask(exempt), exempt)).toEqual([]);
  });

  it("names each place once where nothing is collected, and marks every session", async () => {
    const { ask, reports } = shopWith((basket) => quoted(basket, ["FR"]));
    const first = await ask(taxedBasket());
    await ask(taxedBasket({ lines: [{ amountMinor: 300 }] }));
    expect(first.basis.notCollectedIn).toEqual(["FR"]);
    expect(reports.map(({ fields }) => fields)).toEqual([{ place: "FR" }]);
  });
});

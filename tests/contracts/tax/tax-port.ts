import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { totalsOf, type BasketFigures, type PricedBasket } from "#lib/checkout/totals.ts";
import { money, type Currency } from "#lib/money.ts";
import type { BookingOutcome, TaxService } from "#lib/tax/tax-service.ts";
import { taxedBasket, type BasketOptions } from "../../fixtures/taxed-baskets.ts";

/** A tax service seen from outside, registered at the places of `registeredRates`. */
export type TaxBench = {
  readonly service: TaxService;
  /** False where the orders are all the books there are. */
  readonly keepsBooks: boolean;
  /** What is booked as tax in all, and as paid in all, in the smallest unit. Asked of the service's own books. */
  booked(): Promise<{ readonly tax: number; readonly paid: number }>;
  close(): Promise<void>;
};

let made = 0;
const freshReference = (): string => `cs_tax_${process.pid}_${(made += 1)}:1`;

async function quoted(service: TaxService, basket: PricedBasket): Promise<BasketFigures> {
  const outcome = await service.quote(basket);
  if (outcome.kind !== "quoted") throw new Error(`not quoted but ${outcome.kind}`);
  return totalsOf(basket, outcome.quote);
}

/** Goods and delivery, each: what is added and what the prices contain. */
const taxesOf = ({ taxLines }: BasketFigures) =>
  (["goods", "delivery"] as const).map((of) =>
    (["added", "included"] as const).map((mode) =>
      taxLines
        .filter((line) => line.of === of && line.mode === mode)
        .reduce((all, { amount }) => all + amount.amountMinor, 0),
    ),
  );

const germany = { country: "DE", region: "", postalCode: "10115", city: "Berlin" };

const CASES: readonly (readonly [string, BasketOptions, readonly (readonly number[])[]])[] = [
  [
    "New York adds it to goods and delivery",
    {},
    [
      [222, 0],
      [44, 0],
    ],
  ],
  [
    "Germany's prices contain it",
    { currency: "EUR", address: germany, lines: [{ amountMinor: 11_900 }], deliveryMinor: [595] },
    [
      [0, 1900],
      [0, 95],
    ],
  ],
  [
    "a class of goods has its own rate",
    { currency: "EUR", address: germany, lines: [{ amountMinor: 10_700, class: "books" }], isDigital: true },
    [
      [0, 700],
      [0, 0],
    ],
  ],
  [
    "what is exempt is free of it",
    { lines: [{ amountMinor: 2500, class: "exempt" }], isDigital: true },
    [
      [0, 0],
      [0, 0],
    ],
  ],
  [
    "yen have no smaller unit",
    {
      currency: "JPY",
      address: { country: "JP", region: "13", postalCode: "100-0001" },
      lines: [{ amountMinor: 1100 }],
      isDigital: true,
    },
    [
      [0, 100],
      [0, 0],
    ],
  ],
  [
    "dinars have three digits",
    {
      currency: "KWD",
      address: { country: "KW", region: "", postalCode: "" },
      lines: [{ amountMinor: 10_000 }],
      isDigital: true,
    },
    [
      [500, 0],
      [0, 0],
    ],
  ],
  [
    "a discount lowers what is taxed",
    { discountCodes: ["TEN"], isDigital: true },
    [
      [200, 0],
      [0, 0],
    ],
  ],
];

/** What every tax service keeps. */
export function taxPortContract(name: string, open: () => Promise<TaxBench>): void {
  describe(`${name} as a tax service`, () => {
    let bench: TaxBench;
    beforeAll(async () => {
      bench = await open();
    });
    afterAll(() => bench.close());

    it.each(CASES)("%s", async (_, options, expected) => {
      expect(taxesOf(await quoted(bench.service, taxedBasket(options)))).toEqual(expected);
    });

    it("every way to deliver has its tax, and the chosen one is the one that is asked about", async () => {
      const figures = await quoted(
        bench.service,
        taxedBasket({ deliveryMinor: [500, 1500], deliveryOptionId: "way_2" }),
      );
      expect(figures.deliveryOptions.map(({ id, tax }) => [id, tax.amountMinor])).toEqual([
        ["way_1", 44],
        ["way_2", 133],
      ]);
      expect(figures.totals.total).toEqual(money(2500 + 222 + 1500 + 133, "USD"));
    });

    it("many lines are each taxed, and add up to the total", async () => {
      const lines = Array.from({ length: 37 }, (_, index) => ({ amountMinor: 101 + index, quantity: 1 + (index % 3) }));
      const figures = await quoted(bench.service, taxedBasket({ lines }));
      expect(figures.lineItems.every(({ taxes }) => taxes.length > 0)).toBe(true);
      expect(figures.missing).toEqual([]);
    });

    it("the same question has the same answer", async () => {
      const first = await quoted(bench.service, taxedBasket());
      expect((await quoted(bench.service, taxedBasket())).totals).toEqual(first.totals);
    });

    bookings(() => bench);
  });
}

function bookings(bench: () => TaxBench): void {
  const usd = (amountMinor: number, currency: Currency = "USD") => money(amountMinor, currency);
  async function sale(): Promise<{ readonly reference: string; readonly outcome: BookingOutcome }> {
    const figures = await quoted(bench().service, taxedBasket());
    const reference = freshReference();
    const calculationId = figures.taxBasis.calculation?.id ?? "none";
    return { reference, outcome: await bench().service.record({ calculationId, reference }) };
  }

  it("a sale is booked once, whoever repeats it, with its tax", async () => {
    const before = await bench().booked();
    const figures = await quoted(bench().service, taxedBasket());
    const sold = {
      calculationId: figures.taxBasis.calculation?.id ?? "none",
      reference: freshReference(),
    };
    const first = await bench().service.record(sold);
    expect(first.kind).toBe(bench().keepsBooks ? "booked" : "not_kept");
    expect(await bench().service.record(sold)).toEqual(first);
    const after = await bench().booked();
    const [tax, paid] = bench().keepsBooks ? [266, figures.totals.total.amountMinor] : [0, 0];
    expect([after.tax - before.tax, after.paid - before.paid]).toEqual([tax, paid]);
  });

  it("what is given back is taken out again, by line or flat, and a refund that failed is put back", async () => {
    const before = await bench().booked();
    const { reference, outcome } = await sale();
    if (outcome.kind !== "booked") return expect(outcome.kind).toBe("not_kept");
    const { service } = bench();
    const [line] = outcome.lines;
    const ofLine = {
      bookedId: outcome.id,
      reference: `${reference}:refund:1`,
      shape: {
        kind: "lines",
        lines: [{ bookedId: line?.bookedId ?? "", lineId: "line_1", amount: usd(2500), tax: usd(222) }],
        shipping: null,
      },
    } as const;
    const reversed = await service.reverse(ofLine);
    expect(await service.reverse(ofLine)).toEqual(reversed);
    expect((await bench().booked()).tax - before.tax).toBe(44);
    if (reversed.kind !== "booked") throw new Error(`not reversed but ${reversed.kind}`);
    const undoing = { reversalId: reversed.id, reference: `${reference}:refund:1:undone` };
    expect((await service.undo(undoing)).kind).toBe("booked");
    expect((await bench().booked()).tax - before.tax).toBe(266);
    const flat = {
      bookedId: outcome.id,
      reference: `${reference}:refund:2`,
      shape: { kind: "flat", amount: usd(2500 + 222 + 500 + 44) },
    } as const;
    expect((await service.reverse(flat)).kind).toBe("booked");
    expect(await bench().booked()).toEqual(before);
  });

  it("more than what was sold is never taken out", async () => {
    const { reference, outcome } = await sale();
    if (outcome.kind !== "booked") return expect(outcome.kind).toBe("not_kept");
    const tooMuch = {
      bookedId: outcome.id,
      reference: `${reference}:refund:1`,
      shape: { kind: "flat", amount: usd(99_999) },
    } as const;
    expect((await bench().service.reverse(tooMuch)).kind).toBe("refused");
  });
}

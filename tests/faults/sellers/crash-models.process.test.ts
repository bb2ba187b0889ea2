import { afterAll, beforeAll, describe, it } from "vitest";
import { inTurn, isWhole, ofPart } from "#scripts/suite/size.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { startStripeDouble, type StripeDouble } from "../../stripe-double/start.ts";
import { nameOf, WHOLE_CUTS, type Cut } from "../crash-cases.ts";
import { surviveCrashes } from "../crash-proof.ts";
import { openSellersBench } from "../fault-bench.ts";
import { endShopsWithTheFile } from "../shop-process-client.ts";
import { FERNWEH, OMBRA, type SellersOfBench } from "./open-account.ts";

const LONG_MS = 300_000;
const postgres = realPostgres();
endShopsWithTheFile();
const holder: { double?: StripeDouble } = {};
beforeAll(async () => void (holder.double = await startStripeDouble()));
afterAll(() => holder.double?.stop());

/** Where money is taken, moves or goes back, also of a payment that becomes no order. What reports it is other tests'. */
const OF_MONEY = /^(?:token|wallet|page|orphaned|refund|transfer|reversal|look)_/;
const CUTS = WHOLE_CUTS.filter(({ steps }) => steps.every((step) => OF_MONEY.test(step)));
/** Between one seller's and the other's. */
const BETWEEN_SELLERS: readonly [Cut, ...Cut[]] = [
  { scenario: "instant_paid", steps: ["transfer_recorded", "transfer_stored"] },
  { scenario: "instant_paid", steps: ["transfer_recorded", "transfer_sent"] },
  { scenario: "instant_paid", steps: ["transfer_recorded", "transfer_recorded"] },
  { scenario: "order_refunded", steps: ["reversal_recorded", "reversal_made"] },
  { scenario: "order_refunded", steps: ["reversal_recorded", "reversal_recorded"] },
];
/** A crash of each kind. */
const PAID_TWICE: Cut = {
  scenario: "page_paid_twice",
  steps: [inTurn(["orphaned_recorded", "refund_stored", "refund_made"])],
};
const REFUNDED: Cut = {
  scenario: "order_refunded",
  steps: [inTurn(["reversal_stored", "reversal_made", "reversal_recorded"])],
};
const PAID: Cut = {
  scenario: "instant_paid",
  steps: [inTurn(["transfer_stored", "transfer_sent", "transfer_recorded"])],
};
/** None of them leaves what would end the next server at its step while it starts: a payment paid twice leaves reversals. */
const SOME: readonly Cut[] = [REFUNDED, PAID, PAID_TWICE];
/** Under `direct` nothing moves by itself but the money of charges and refunds. */
const isOfDirect = (cut: Cut): boolean => !cut.steps.some((step) => /^(?:transfer|reversal)_/.test(step));

type Case = SellersOfBench & {
  readonly name: string;
  readonly service: "the sandbox bank" | "Stripe";
  readonly whole: readonly Cut[];
  readonly some: readonly Cut[];
};
const one = { sellers: [FERNWEH] } as const;
const two = { sellers: [FERNWEH, OMBRA], model: "separate", name: "separate, of two sellers," } as const;
const separate = { ...one, model: "separate", name: "separate" } as const;
const destination = { ...one, model: "destination", name: "destination" } as const;
const direct = { ...one, model: "direct", name: "direct" } as const;

const AT_SANDBOX: readonly Case[] = [
  { ...destination, whole: CUTS, some: SOME },
  { ...direct, whole: CUTS.filter(isOfDirect), some: [PAID_TWICE] },
  { ...two, whole: [...CUTS, ...BETWEEN_SELLERS], some: [inTurn(BETWEEN_SELLERS)] },
].map((cases) => ({ ...cases, service: "the sandbox bank" }));
const AT_STRIPE: readonly [Case, ...Case[]] = [
  { ...separate, whole: CUTS, some: [PAID], service: "Stripe" },
  { ...destination, whole: CUTS, some: [REFUNDED], service: "Stripe" },
  { ...direct, whole: CUTS.filter(isOfDirect), some: [PAID_TWICE], service: "Stripe" },
  { ...two, whole: [...CUTS, ...BETWEEN_SELLERS], some: [inTurn(BETWEEN_SELLERS)], service: "Stripe" },
];

describe.each(isWhole ? [...AT_SANDBOX, ...AT_STRIPE] : [...AT_SANDBOX, inTurn(AT_STRIPE)])(
  "a server that ends while money moves under $name at $service",
  ({ service, model, sellers, whole, some }) => {
    const groups = isWhole ? ofPart(whole).map((cut) => [cut]) : [some];
    it.each(groups.map((cuts) => ({ cuts, steps: nameOf(cuts) })))(
      "at $steps leaves nobody's money where it does not belong",
      async ({ cuts }) => {
        const double = service === "Stripe" ? (holder.double ?? null) : null;
        const bench = await openSellersBench(postgres, { model, sellers }, double);
        await surviveCrashes(bench, cuts);
        await bench.close();
      },
      LONG_MS,
    );
  },
);

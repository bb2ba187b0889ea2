import { afterAll, beforeAll, describe, it } from "vitest";
import { isWhole } from "#scripts/suite/size.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { startStripeDouble, type StripeDouble } from "../stripe-double/start.ts";
import { FIRST_CASES, groupsOf, nameOf, WHOLE_CUTS_AT_STRIPE, type Cut } from "./crash-cases.ts";
import { surviveCrashes } from "./crash-proof.ts";
import { KINDS_AT_STRIPE, sampleOf } from "./crash-sample.ts";
import { openFaultBench } from "./fault-bench.ts";
import { endShopsWithTheFile } from "./shop-process-client.ts";

const LONG_MS = 300_000;
const GROUPS = 2;

const postgres = realPostgres();
endShopsWithTheFile();
const holder: { double?: StripeDouble } = {};
beforeAll(async () => void (holder.double = await startStripeDouble()));
afterAll(() => holder.double?.stop());

const groups: readonly (readonly Cut[])[] = isWhole
  ? WHOLE_CUTS_AT_STRIPE.map((cut) => [cut])
  : sampleOf(
      KINDS_AT_STRIPE,
      groupsOf(
        FIRST_CASES.filter(({ step }) => KINDS_AT_STRIPE.flat().includes(step)),
        GROUPS,
      ),
    );

describe("a server that ends in the middle of a purchase with Stripe", () => {
  it.each(groups.map((cuts) => ({ cuts, steps: nameOf(cuts) })))(
    "at $steps leaves nothing behind that its successor does not settle",
    async ({ cuts }) => {
      const bench = await openFaultBench(postgres, holder.double ?? null);
      await surviveCrashes(bench, cuts);
      await bench.close();
    },
    LONG_MS,
  );
});

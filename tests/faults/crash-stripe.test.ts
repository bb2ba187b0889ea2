import { afterAll, beforeAll, describe, it } from "vitest";
import { realPostgres } from "../real-postgres.ts";
import { startStripeDouble, type StripeDouble } from "../stripe-double/start.ts";
import { FIRST_CASES, MORE_CASES, type CrashCase } from "./crash-cases.ts";
import { surviveCrashes } from "./crash-proof.ts";
import { openFaultBench } from "./fault-bench.ts";
import { endShopsWithTheFile } from "./shop-process-client.ts";

const isWhole = process.env["TILLSWITCH_PROOF"] === "whole";
const LONG_MS = 300_000;
/** In the short proof: those where another service can differ from the sandbox bank. */
const DIFFERENT: readonly CrashCase["step"][] = ["token_claimed", "token_charged", "page_opened", "refund_made"];

const postgres = realPostgres();
endShopsWithTheFile();
const holder: { double?: StripeDouble } = {};
beforeAll(async () => void (holder.double = await startStripeDouble()));
afterAll(() => holder.double?.stop());

async function prove(one: Parameters<typeof surviveCrashes>[1]): Promise<void> {
  const bench = await openFaultBench(postgres, holder.double ?? null);
  await surviveCrashes(bench, one);
  await bench.close();
}

describe("a server that ends in the middle of a purchase with Stripe", () => {
  it.each(FIRST_CASES.filter(({ step }) => isWhole || DIFFERENT.includes(step)))(
    "at $step ($scenario) leaves nothing behind that its successor does not settle",
    ({ step, scenario }) => prove({ scenario, steps: [step] }),
    LONG_MS,
  );

  it.skipIf(!isWhole).each(MORE_CASES)(
    "at $step ($scenario) does so too; only in the whole proof",
    ({ step, scenario }) => prove({ scenario, steps: [step] }),
    LONG_MS,
  );

  it.skipIf(!isWhole).each(FIRST_CASES.flatMap(({ next, ...one }) => (next === null ? [] : [{ ...one, next }])))(
    "at $step, and whose successor ends at $next ($scenario), leaves nothing behind; only in the whole proof",
    ({ step, scenario, next }) => prove({ scenario, steps: [step, next] }),
    LONG_MS,
  );
});

import { join } from "node:path";
import { createUnleashFlags } from "#lib/flags/unleash.ts";
import { sellerId, sessionId, shopperId } from "#lib/ids.ts";
import { root } from "../../install.mjs";

const EVALUATIONS = 50_000;
const ROUNDS = 5;

/** Microseconds that one evaluation of all three flags takes, by the project's own flags file: the median of some rounds. */
export async function flagEvaluationMicroseconds(): Promise<number> {
  const flags = await createUnleashFlags({
    server: null,
    file: join(root, "config/flags.json"),
    folder: root,
    appVersion: "0.0.0",
    now: () => new Date(),
    warn: (message) => void process.stderr.write(`${message}\n`),
  });
  const context = {
    sessionId: sessionId("cs_bench"),
    sellerId: sellerId("fernweh"),
    country: "US",
    platform: "ios",
    currency: "USD",
  } as const;
  const shoppers = Array.from({ length: 1000 }, (_, index) => shopperId(`shopper-${index}`));
  const rounds: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const from = performance.now();
    for (let index = 0; index < EVALUATIONS; index += 1)
      flags.evaluate({ ...context, shopperId: shoppers[index % shoppers.length] ?? null });
    // The first round warms up.
    if (round > 0) rounds.push(((performance.now() - from) * 1000) / EVALUATIONS);
  }
  await flags.close();
  return rounds.sort((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
}

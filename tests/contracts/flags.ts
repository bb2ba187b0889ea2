import { describe, expect, it } from "vitest";
import type { Flags, FlagContext, FlagSource } from "#lib/flags/flags.ts";
import { sellerId, sessionId, shopperId } from "#lib/ids.ts";
import type { FlagFacts } from "#lib/routing/decide-route.ts";
import { random } from "./store/store-bench.ts";

/** What the operator has set; each adapter is configured in its own form. */
export type FlagOptions = {
  readonly kill: "on" | "off" | "unknown";
  readonly beta: "on" | "off";
  /** Of a thousand shoppers, this many get `instant`; null: there is no experiment. */
  readonly instantOfThousand: number | null;
};

export const allOn: FlagOptions = { kill: "off", beta: "on", instantOfThousand: 1000 };

export function contextOf(shopper: string | null, session = `cs_${random()}`): FlagContext {
  return {
    shopperId: shopper === null ? null : shopperId(shopper),
    sessionId: sessionId(session),
    sellerId: sellerId("fernweh"),
    country: "US",
    platform: "ios",
    currency: "USD",
  };
}

/** What the routing relies on, whatever the flags come from. */
export function flagsContract(
  name: string,
  kind: FlagSource["kind"],
  make: (options: FlagOptions) => Promise<Flags>,
): void {
  const ask = async (options: Partial<FlagOptions>, shopper: string | null = "shopper-1"): Promise<FlagFacts> =>
    (await make({ ...allOn, ...options })).evaluate(contextOf(shopper));

  describe(`${name}: flags`, () => {
    it("with all on, a shopper has both routes", async () => {
      expect(await ask({})).toMatchObject({ killed: false, beta: true, variant: "instant" });
    });

    it("kill when the kill flag is on, and when nobody knows it", async () => {
      expect((await ask({ kill: "on" })).killed).toBe(true);
      expect((await ask({ kill: "unknown" })).killed).toBe(true);
    });

    it("keep a shopper out of the beta", async () => {
      expect((await ask({ beta: "off" })).beta).toBe(false);
    });

    it("give no variant without an experiment, and kill nothing by it", async () => {
      expect(await ask({ instantOfThousand: null })).toMatchObject({ killed: false, beta: true, variant: "none" });
    });

    it("follow the weights at their ends", async () => {
      expect((await ask({ instantOfThousand: 0 })).variant).toBe("external");
      expect((await ask({ instantOfThousand: 1000 })).variant).toBe("instant");
    });

    it("answer the same shopper the same, in every session", async () => {
      const flags = await make({ ...allOn, instantOfThousand: 500 });
      for (let shopper = 0; shopper < 20; shopper += 1) {
        const facts = Array.from({ length: 10 }, () => flags.evaluate(contextOf(`shopper-${shopper}`)));
        expect(new Set(facts.map((one) => one.variant)).size).toBe(1);
      }
    });

    it("give no variant to a buyer without a shopper id, and kill for them as for others", async () => {
      const flags = await make({ ...allOn, kill: "on", instantOfThousand: 500 });
      const facts = Array.from({ length: 50 }, () => flags.evaluate(contextOf(null)));
      expect(new Set(facts.map((one) => one.variant))).toEqual(new Set(["none"]));
      expect(facts.every((one) => one.killed)).toBe(true);
    });

    it("say where they come from, and close", async () => {
      const flags = await make(allOn);
      expect(flags.source()).toMatchObject({ kind, detail: expect.stringMatching(/./), isStale: false });
      await flags.close();
    });
  });
}

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";
import type { SessionId } from "#lib/ids.ts";
import type { Guards } from "#lib/purchase/rate-limit.ts";
import { openGuards } from "#lib/runtime/limits/guards.ts";
import { sharedRateLimit } from "#lib/runtime/rate-limiter-flexible.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { openRunDatabase } from "../fixtures/real-postgres.ts";
import { ada, openTestShop, testProduct, type TestShop } from "../fixtures/test-shop.ts";
import { openTestPglite } from "../fixtures/test-pglite.ts";
import { createVerbs, type Verbs } from "../fixtures/verbs.ts";

let opened: OpenDatabase;
let shop: TestShop;
beforeAll(async () => {
  opened = await openRunDatabase();
  shop = await openTestShop(opened);
  await shop.context.catalog.upsert([testProduct("mug")]);
});
afterAll(() => shop.close());

const MINUTE = { calls: 3, windowMs: 60_000 };
const kinds = async (limit: Guards["checkoutCodes"], key: string, times: number) => {
  const all: string[] = [];
  for (let time = 0; time < times; time += 1) all.push((await limit([key])).kind);
  return all;
};

describe("a limit in the database", () => {
  it("is one for all instances and is not forgotten by a restart", async () => {
    const [one, other] = [sharedRateLimit(opened, "shared", MINUTE), sharedRateLimit(opened, "shared", MINUTE)];
    expect(await kinds(one, "ann", 2)).toEqual(["allowed", "allowed"]);
    expect(await kinds(other, "ann", 2)).toEqual(["allowed", "limited"]);
    expect(await kinds(sharedRateLimit(opened, "shared", MINUTE), "ann", 1)).toEqual(["limited"]);
    expect(await kinds(one, "bob", 1)).toEqual(["allowed"]);
    expect(await kinds(sharedRateLimit(opened, "another", MINUTE), "ann", 1)).toEqual(["allowed"]);
  });

  it("lets no more through when all ask at once, and says how long to wait", async () => {
    const limit = sharedRateLimit(opened, "at_once", MINUTE);
    const answers = await Promise.all(Array.from({ length: 20 }, () => limit(["ann"])));
    expect(answers.filter(({ kind }) => kind === "allowed")).toHaveLength(3);
    const waits = answers.flatMap((one) => (one.kind === "limited" ? [one.retryAfterMs] : []));
    expect(Math.max(...waits)).toBeLessThanOrEqual(60_000);
    expect(Math.min(...waits)).toBeGreaterThan(0);
  });

  it("works on the embedded database as well, and keeps no key in clear", async () => {
    const embedded = await openTestPglite();
    try {
      expect(await kinds(sharedRateLimit(embedded, "embedded", MINUTE), "ann@example.com", 4)).toEqual([
        "allowed",
        "allowed",
        "allowed",
        "limited",
      ]);
      const { rows } = await embedded.query("select * from limit_counts", []);
      expect(rows).toHaveLength(1);
      expect(JSON.stringify(rows)).not.toContain("ann");
    } finally {
      await embedded.close();
    }
  });
});

/** The verbs of a shop with LIMITS as given. */
function limited(limits: string): Verbs {
  const read = readConfig({ LIMITS: limits }, "/tmp");
  if (read.kind !== "config") throw new Error("LIMITS");
  return createVerbs({ ...shop.context, guards: openGuards(opened, read.config.limits.guards) });
}

describe("a checkout on which codes are guessed", () => {
  const answers = async (verbs: Verbs, sessionId: SessionId, code: string) => {
    const updated = await verbs.updateCheckout({ sessionId, discountCodes: [code] });
    if (updated.kind !== "updated") throw new Error(updated.kind);
    const { discounts, rejectedDiscounts } = updated.session;
    return discounts.find((one) => one.code === code)
      ? "counts"
      : rejectedDiscounts.find((one) => one.code === code)?.reason;
  };

  it("answers every further code as unknown, the right one too, and goes on doing so", async () => {
    const verbs = limited('{"discount_code":{"checkout":3}}');
    const id = await shop.readySession();
    for (const code of ["GUESS1", "GUESS2", "GUESS3"]) expect(await answers(verbs, id, code)).toBe("unknown");
    expect(await answers(verbs, id, "TEN")).toBe("unknown");
    expect(await answers(verbs, id, "TEN")).toBe("unknown");
    const other = await shop.readySession();
    expect(await answers(verbs, other, "TEN")).toBe("counts");
    // What it knows already is not another try.
    for (let time = 0; time < 5; time += 1) expect(await answers(verbs, other, "TEN")).toBe("counts");
  });

  it("is no way around by making more of them: a shopper's codes are counted over all of theirs", async () => {
    const verbs = limited('{"discount_code":{"shopper":2}}');
    const mine = async () => shop.readySession("mug", "guesser");
    expect(await answers(verbs, await mine(), "GUESS1")).toBe("unknown");
    expect(await answers(verbs, await mine(), "GUESS2")).toBe("unknown");
    expect(await answers(verbs, await mine(), "TEN")).toBe("unknown");
    expect(await answers(verbs, await shop.readySession("mug", "honest"), "TEN")).toBe("counts");
  });
});

describe("a checkout on which cards are tested", () => {
  const tokens = async (verbs: Verbs, sessionId: SessionId, names: readonly string[]) => {
    const outcomes: string[] = [];
    for (const token of names) outcomes.push((await verbs.payWithToken({ sessionId, token, buyer: ada })).kind);
    return outcomes;
  };

  it("takes no token after so many were declined, asks the provider nothing more, and still opens its page", async () => {
    const verbs = limited('{"decline":{"checkout":2}}');
    const id = await shop.readySession();
    const declined = [1, 2, 3, 4].map((n) => `tok_sandbox_declined_${id}${n}`);
    expect(await tokens(verbs, id, declined)).toEqual([
      "declined",
      "declined",
      "instant_unavailable",
      "instant_unavailable",
    ]);
    expect(await tokens(verbs, id, [`tok_sandbox_ok_${id}`])).toEqual(["instant_unavailable"]);
    expect(await shop.context.store.attempts(id)).toHaveLength(2);
    // The first token's own answer stays what it was.
    expect(await tokens(verbs, id, declined.slice(0, 1))).toEqual(["declined"]);
    const page = await verbs.openHostedPayment({ sessionId: id });
    expect(page.kind).toBe("opened");
  });

  it("cannot be replaced by another one: a shopper's tries are counted over all of theirs", async () => {
    const verbs = limited('{"decline":{"shopper":2}}');
    const outcomes: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const id = await shop.readySession("mug", "card-tester");
      outcomes.push(...(await tokens(verbs, id, [`tok_sandbox_declined_${id}`])));
    }
    expect(outcomes).toEqual(["declined", "declined", "instant_unavailable"]);
  });
});

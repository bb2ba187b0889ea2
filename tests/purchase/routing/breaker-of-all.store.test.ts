import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sellerId, type SessionId } from "#lib/ids.ts";
import { interruptionsOf } from "#lib/routing/interruption.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { testBreaker } from "../../fixtures/test-rules.ts";
import { ada, testProduct } from "../../fixtures/test-shop.ts";
import { openTwoInstances, type TwoInstances } from "../two-instances.ts";

const postgres = realPostgres();
let shop: TwoInstances;
beforeEach(async () => {
  const url = await postgres.freshDatabase();
  shop = await openTwoInstances([await postgres.open(url), await postgres.open(url)]);
  await shop.contexts[0].catalog.upsert(
    SELLERS.map((id) => testProduct(`book-${id}`, { sellerId: sellerId(id), sellerName: `Press ${id}` })),
  );
});
afterEach(() => shop.close());

const SELLERS = Array.from({ length: 12 }, (_, index) => `press-${index + 1}`);
const CAPABLE = { widget: true, requestCheckout: true, openExternal: true, openLink: true };
let tokens = 0;
const pay = (id: SessionId, what: string) => {
  tokens += 1;
  const token = what === "refused" ? `tok_refused_${tokens}` : `tok_sandbox_${what}_${tokens}`;
  return shop.verbs().payWithToken({ sessionId: id, token, buyer: ada });
};
const reasonFor = async (shopper: string, seller = "press-12") => {
  const decided = await shop.verbs().chooseRoute({
    sessionId: await shop.readySession(`book-${seller}`, [], shopper),
    capabilities: CAPABLE,
    country: "US",
    platform: null,
  });
  return decided.kind === "decided" ? decided.decision.reason : decided.kind;
};
/** One purchase at each of the sellers, by a shopper of its own unless one is named. */
const buyAtEach = async (sellers: readonly string[], what: string, shopper?: string) => {
  for (const seller of sellers)
    await pay(await shop.readySession(`book-${seller}`, [], shopper ?? `buyer-of-${seller}-${what}`), what);
};
const breakers = async () =>
  (await shop.verbs().pauses()).breakers.map(({ sellerId: id, state, reason }) => `${id ?? "all"} ${state} ${reason}`);

describe("the breaker of all sellers", () => {
  it("opens when payments fail at many sellers of whom none has enough for a breaker of their own", async () => {
    await buyAtEach(SELLERS.slice(0, 7), "timeout_captured");
    expect(await reasonFor("shopper-1")).toBe("variant_instant");
    await buyAtEach(SELLERS.slice(7, 8), "timeout_captured");
    const asked = await Promise.all(["a", "b", "c", "d"].map((shopper) => reasonFor(shopper)));
    expect(new Set(asked)).toEqual(new Set(["instant_paused"]));
    expect(await breakers()).toEqual(["all open many_unknown"]);
    const said = shop.reports.filter(({ message }) => message.includes("instant is paused for all sellers"));
    expect(said).toHaveLength(1);
    const { store, now } = shop.contexts[0];
    const history = await store.pauseHistory(now());
    expect(interruptionsOf(history, new Date(0)).map(({ why }) => why)).toEqual(["breaker, all sellers: many_unknown"]);
  });

  it("stays closed while one seller is in trouble, one shopper is, or cards are declined", async () => {
    for (let time = 0; time < 3; time += 1)
      await buyAtEach(
        Array.from({ length: 4 }, () => "press-1"),
        "refused",
      );
    await buyAtEach(SELLERS.slice(1, 11), "refused", "one-shopper");
    await buyAtEach(SELLERS.slice(1, 11), "declined");
    await buyAtEach(["press-1"], "refused", "another-shopper");
    expect(await reasonFor("shopper-1")).toBe("variant_instant");
    expect((await breakers()).filter((one) => one.startsWith("all"))).toEqual([]);
  });

  it("does not take up what failed before it was closed by hand", async () => {
    await buyAtEach(SELLERS.slice(0, 8), "refused");
    const close = () => shop.verbs().closeBreaker({ sellerId: null, why: "the key is right now" });
    expect([await close(), await close()]).toEqual([true, false]);
    await buyAtEach(["press-9"], "refused");
    expect(await reasonFor("shopper-1")).toBe("variant_instant");
    expect(await breakers()).toEqual(["all closed closed_by_operator"]);
  });
});

describe("after the cool-down of all sellers", () => {
  beforeEach(async () => {
    await buyAtEach(SELLERS.slice(0, 8), "refused");
    expect(await reasonFor("shopper-1")).toBe("instant_paused");
    shop.advance(testBreaker.coolDownMs);
  });

  it("as many shoppers are let through as there are trials, at whichever sellers, and it closes when they have paid", async () => {
    expect([await reasonFor("a", "press-1"), await reasonFor("b", "press-2"), await reasonFor("c", "press-3")]).toEqual(
      ["variant_instant", "variant_instant", "instant_paused"],
    );
    for (const [shopper, seller] of [
      ["a", "press-1"],
      ["b", "press-2"],
    ] as const)
      await pay(await shop.readySession(`book-${seller}`, [], shopper), "ok");
    expect(await reasonFor("c", "press-3")).toBe("variant_instant");
    expect(await breakers()).toEqual(["all closed trials_paid"]);
  });

  it("it is half open while the cards of those who were let through are declined, however often", async () => {
    expect(await reasonFor("a", "press-1")).toBe("variant_instant");
    for (const seller of ["press-1", "press-2", "press-3"])
      await pay(await shop.readySession(`book-${seller}`, [], "a"), "declined");
    await reasonFor("b", "press-9");
    expect(await breakers()).toEqual(["all half_open cool_down_over"]);
  });

  it("it opens again when a trial fails", async () => {
    expect(await reasonFor("a", "press-1")).toBe("variant_instant");
    await pay(await shop.readySession("book-press-1", [], "a"), "refused");
    expect(await reasonFor("b", "press-2")).toBe("instant_paused");
    expect(await breakers()).toEqual(["all open trial_error"]);
  });
});

it("an outage that opened the breakers of sellers too ends for everybody, by trials that count for both", async () => {
  const sellers = SELLERS.slice(0, 8);
  const ids: SessionId[] = [];
  for (let round = 0; round < testBreaker.minSessions; round += 1)
    for (const seller of sellers) ids.push(await shop.readySession(`book-${seller}`, [], `buyer-${seller}-${round}`));
  await Promise.all(ids.map((id) => pay(id, "refused")));
  for (const seller of sellers) expect(await reasonFor("x", seller)).toBe("instant_paused");
  expect(await breakers()).toHaveLength(9);
  for (let round = 0; round < 6; round += 1) {
    shop.advance(testBreaker.coolDownMs);
    for (const seller of sellers)
      for (const shopper of [`first-${round}-${seller}`, `second-${round}-${seller}`])
        if ((await reasonFor(shopper, seller)) === "variant_instant")
          await pay(await shop.readySession(`book-${seller}`, [], shopper), "ok");
  }
  for (const seller of sellers) expect(await reasonFor("last", seller)).toBe("variant_instant");
  expect((await breakers()).filter((one) => !one.includes(" closed "))).toEqual([]);
}, 120_000);

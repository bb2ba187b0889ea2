import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sellerId, type SessionId } from "#lib/ids.ts";
import { interruptionsOf } from "#lib/routing/interruption.ts";
import type { Verbs } from "../../fixtures/verbs.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { testBreaker } from "../../fixtures/test-rules.ts";
import { ada } from "../../fixtures/test-shop.ts";
import { openTwoInstances, type TwoInstances } from "../two-instances.ts";

const postgres = realPostgres();
let shop: TwoInstances;
let verbs: readonly [Verbs, Verbs];
beforeEach(async () => {
  const url = await postgres.freshDatabase();
  shop = await openTwoInstances([await postgres.open(url), await postgres.open(url)]);
  verbs = [shop.verbs(), shop.verbs()];
});
afterEach(() => shop.close());

const CAPABLE = { widget: true, requestCheckout: true, openExternal: true, openLink: true };
let tokens = 0;
let buyers = 0;
const pay = (id: SessionId, what: string) => {
  tokens += 1;
  const token = { nonsense: `nonsense_${tokens}`, refused: `tok_refused_${tokens}` }[what];
  return shop.verbs().payWithToken({ sessionId: id, token: token ?? `tok_sandbox_${what}_${tokens}`, buyer: ada });
};
const decide = async (id: SessionId, instance = shop.verbs()) => {
  const decided = await instance.chooseRoute({
    sessionId: id,
    capabilities: CAPABLE,
    country: "US",
    platform: null,
  });
  return decided.kind === "decided" ? decided.decision.reason : decided.kind;
};
const reasonFor = async (shopper: string, product = "mug", instance = shop.verbs()) =>
  decide(await shop.readySession(product, [], shopper), instance);
/** So many purchases of the seller, each by a buyer of its own, or by these. */
const buy = async (what: string, times: number, shoppers: readonly string[] = []) => {
  for (let time = 0; time < times; time += 1) {
    buyers += 1;
    await pay(await shop.readySession("mug", [], shoppers[time] ?? `buyer-${buyers}`), what);
  }
};
const stateOf = async (seller = "fernweh") => {
  const { breakers } = await shop.verbs().pauses();
  const found = breakers.find((one) => one.sellerId === sellerId(seller));
  return found === undefined ? null : `${found.n} ${found.state} ${found.reason}`;
};

describe("the breaker of a seller", () => {
  it("opens when many payments fail, for this seller on all instances and for no other", async () => {
    await buy("ok", 5);
    await buy("refused", 2);
    expect(await reasonFor("shopper-1")).toBe("variant_instant");
    await buy("refused", 2);
    const asked = await Promise.all(
      verbs.flatMap((one) => [reasonFor("shopper-1", "mug", one), reasonFor("shopper-2", "mug", one)]),
    );
    expect(new Set(asked)).toEqual(new Set(["instant_paused"]));
    expect(await stateOf()).toBe("1 open many_errors");
    expect(
      shop.reports.filter(
        ({ message, fields }) => message.includes("instant is paused") && fields["sellerId"] === "fernweh",
      ),
    ).toHaveLength(1);
    expect(await reasonFor("shopper-1", "cup")).toBe("variant_instant");
    expect(await stateOf("kumo")).toBeNull();
  });

  it("does not open for declines as cards bring them, only when nearly all are declined", async () => {
    await buy("declined", 6);
    await buy("ok", 3);
    expect(await reasonFor("shopper-1")).toBe("variant_instant");
    await buy("declined", 7);
    expect(await reasonFor("shopper-1")).toBe("instant_paused");
    expect(await stateOf()).toBe("1 open many_declined");
  });

  it("counts a lost answer although the money was found", async () => {
    await buy("timeout_captured", 3);
    await buy("ok", 5);
    await shop.comeToRest();
    expect(await reasonFor("shopper-1")).toBe("instant_paused");
    expect(await stateOf()).toBe("1 open many_unknown");
  });

  it("does not refuse a payment whose sheet is open", async () => {
    const id = await shop.readySession("mug", [], "early");
    expect(await decide(id)).toBe("variant_instant");
    await buy("refused", 8);
    expect(await reasonFor("shopper-1")).toBe("instant_paused");
    expect((await pay(id, "ok")).kind).toBe("completed");
  });

  it("does not count tokens that anybody can make up, nor sessions that were not sent to instant", async () => {
    await buy("nonsense", 20);
    for (let time = 0; time < 20; time += 1) await pay(await shop.readySession(), "refused");
    expect(await reasonFor("shopper-1")).toBe("variant_instant");
    expect(await stateOf()).toBeNull();
  });

  it("half open does not look at payments of shoppers without a trial", async () => {
    const early = await Promise.all(["x", "y", "z"].map((shopper) => shop.readySession("mug", [], shopper)));
    for (const id of early) expect(await decide(id)).toBe("variant_instant");
    await buy("refused", 8);
    await reasonFor("shopper-1");
    shop.advance(testBreaker.coolDownMs);
    expect(await reasonFor("a")).toBe("variant_instant");
    for (const id of early) await pay(id, "refused");
    expect(await reasonFor("a")).toBe("variant_instant");
    expect(await stateOf()).toBe("2 half_open cool_down_over");
  });

  it("can be closed by the operator, once, and then starts counting again", async () => {
    await buy("refused", 8);
    await reasonFor("shopper-1");
    const close = () => shop.verbs().closeBreaker({ sellerId: sellerId("fernweh"), why: "the key is right now" });
    expect([await close(), await close()]).toEqual([true, false]);
    expect(await reasonFor("shopper-1")).toBe("variant_instant");
    expect(await stateOf()).toBe("2 closed closed_by_operator");
  });
});

describe("after the cool-down", () => {
  beforeEach(async () => {
    await buy("refused", 8);
    expect(await reasonFor("shopper-1")).toBe("instant_paused");
    shop.advance(testBreaker.coolDownMs);
  });

  it("so many shoppers are let through as there are trials, and none of them is turned away when asking again", async () => {
    const shoppers = ["a", "b", "c", "d", "e", "f"];
    const first = await Promise.all(shoppers.map((shopper) => reasonFor(shopper)));
    expect(first.filter((reason) => reason === "variant_instant")).toHaveLength(testBreaker.trials);
    for (let again = 0; again < 3; again += 1)
      expect(await Promise.all(shoppers.map((shopper) => reasonFor(shopper)))).toEqual(first);
    expect(await stateOf()).toBe("2 half_open cool_down_over");
  });

  it("it closes when the trials are paid", async () => {
    expect([await reasonFor("a"), await reasonFor("b"), await reasonFor("c")]).toEqual([
      "variant_instant",
      "variant_instant",
      "instant_paused",
    ]);
    await buy("ok", 2, ["a", "b"]);
    expect(await reasonFor("c")).toBe("variant_instant");
    expect(await stateOf()).toBe("3 closed trials_paid");
    const [period] = interruptionsOf(await shop.contexts[0].store.pauseHistory(new Date(0)), new Date(0));
    expect(period).toMatchObject({ why: "breaker, fernweh: many_errors", until: expect.any(Date) });
  });

  it("it opens again at the first trial that fails, for another cool-down", async () => {
    expect(await reasonFor("a")).toBe("variant_instant");
    await buy("refused", 1, ["a"]);
    expect(await reasonFor("a")).toBe("instant_paused");
    expect(await stateOf()).toBe("3 open trial_error");
    shop.advance(testBreaker.coolDownMs);
    expect(await reasonFor("a")).toBe("variant_instant");
  });

  it("others get the chance when those who were let through buy nothing", async () => {
    for (const shopper of ["a", "b"]) expect(await reasonFor(shopper)).toBe("variant_instant");
    expect(await reasonFor("c")).toBe("instant_paused");
    shop.advance(testBreaker.coolDownMs);
    expect(await reasonFor("c")).toBe("variant_instant");
    expect(await stateOf()).toBe("3 half_open no_trial_ended");
  });
});

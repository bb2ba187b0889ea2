import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sellerId, type SessionId } from "#lib/ids.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { testBreaker } from "../../fixtures/test-rules.ts";
import { ada, testProduct } from "../../fixtures/test-shop.ts";
import { openTwoInstances, type TwoInstances } from "../two-instances.ts";

const postgres = realPostgres();
let shop: TwoInstances;
const SELLERS = Array.from({ length: 9 }, (_, index) => `press-${index + 1}`);
beforeEach(async () => {
  const url = await postgres.freshDatabase();
  shop = await openTwoInstances([await postgres.open(url), await postgres.open(url)]);
  await shop.contexts[0].catalog.upsert(
    SELLERS.map((id) => testProduct(`book-${id}`, { sellerId: sellerId(id), sellerName: `Press ${id}` })),
  );
});
afterEach(() => shop.close());
const CAPABLE = { widget: true, requestCheckout: true, openExternal: true, openLink: true };
let tokens = 0;
const pay = (id: SessionId, what: string) => {
  tokens += 1;
  const token = what === "refused" ? `tok_refused_${tokens}` : `tok_sandbox_${what}_${tokens}`;
  return shop.verbs().payWithToken({ sessionId: id, token, buyer: ada });
};
const reasonFor = async (shopper: string, seller: string) => {
  const decided = await shop.verbs().chooseRoute({
    sessionId: await shop.readySession(`book-${seller}`, [], shopper),
    capabilities: CAPABLE,
    country: "US",
    platform: null,
  });
  return decided.kind === "decided" ? decided.decision.reason : decided.kind;
};
const breakers = async () =>
  (await shop.verbs().pauses()).breakers.map(({ sellerId: id, state, reason }) => `${id ?? "all"} ${state} ${reason}`);

describe("the breaker of all sellers, attacked", () => {
  it("lets trials through again after an outage that opened the breakers of the sellers too", async () => {
    const ids: SessionId[] = [];
    for (let round = 0; round < testBreaker.minSessions; round += 1)
      for (const seller of SELLERS.slice(0, 8))
        ids.push(await shop.readySession(`book-${seller}`, [], `buyer-${seller}-${round}`));
    // Under way at the moment of the outage, at once.
    await Promise.all(ids.map((id) => pay(id, "refused")));
    for (const seller of SELLERS.slice(0, 8)) expect(await reasonFor("x", seller)).toBe("instant_paused");
    // The provider works again. Shoppers come for twenty cool-downs.
    for (let round = 0; round < 20; round += 1) {
      shop.advance(testBreaker.coolDownMs);
      for (const seller of SELLERS.slice(0, 8)) {
        const shopper = `later-${round}-${seller}`;
        if ((await reasonFor(shopper, seller)) === "variant_instant") {
          await pay(await shop.readySession(`book-${seller}`, [], shopper), "ok");
        }
      }
    }
    expect(await reasonFor("last", "press-1")).toBe("variant_instant");
  }, 200_000);

  it("does not open again because the cards of one shopper with a trial are declined", async () => {
    for (const seller of SELLERS.slice(0, 8))
      await pay(await shop.readySession(`book-${seller}`, [], `buyer-${seller}`), "refused");
    shop.advance(testBreaker.coolDownMs);
    expect(await reasonFor("a", "press-1")).toBe("variant_instant");
    for (const seller of ["press-1", "press-2"])
      await pay(await shop.readySession(`book-${seller}`, [], "a"), "declined");
    await reasonFor("b", "press-9");
    expect((await breakers()).filter((one) => one.startsWith("all"))).toEqual(["all half_open cool_down_over"]);
  });
});

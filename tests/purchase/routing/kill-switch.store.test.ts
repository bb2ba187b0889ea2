import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { sellerId, type SellerId, type SessionId } from "#lib/ids.ts";
import { interruptionsOf } from "#lib/routing/interruption.ts";
import type { Verbs } from "../../fixtures/verbs.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { ada } from "../../fixtures/test-shop.ts";
import { openTwoInstances, type TwoInstances } from "../two-instances.ts";

const postgres = realPostgres();
let shop: TwoInstances;
let verbs: readonly [Verbs, Verbs];
beforeAll(async () => {
  const url = await postgres.freshDatabase();
  shop = await openTwoInstances([await postgres.open(url), await postgres.open(url)]);
  verbs = [shop.verbs(), shop.verbs()];
});
afterAll(() => shop.close());

const fernweh = sellerId("fernweh");
const turn = (isOn: boolean, seller: SellerId | null = null) =>
  verbs[0].setKillSwitch({ sellerId: seller, isOn, why: "a test" });
afterEach(async () => {
  for (const seller of [null, fernweh]) await turn(false, seller);
});

const CAPABLE = { widget: true, requestCheckout: true, openExternal: true, openLink: true };
const reasonAt = async (instance: Verbs, id: SessionId) => {
  const decided = await instance.chooseRoute({
    sessionId: id,
    capabilities: CAPABLE,
    country: "US",
    platform: "ios",
  });
  return decided.kind === "decided" ? decided.decision.reason : decided.kind;
};
const ready = (product?: string) => shop.readySession(product, [], "shopper-1");
const pay = (instance: Verbs, id: SessionId, token = "tok_sandbox_ok") =>
  instance.payWithToken({ sessionId: id, token, buyer: ada });
const chargesOf = (id: SessionId) => shop.bank.ledger().charges.filter((charge) => charge.session === id);

describe("our own kill switch, turned on one instance", () => {
  it("sends the very next buyer of the other instance to the seller's page, and back when it is turned off", async () => {
    const id = await ready();
    for (let round = 0; round < 3; round += 1) {
      expect(await reasonAt(verbs[1], id)).toBe("variant_instant");
      await turn(true);
      expect(await reasonAt(verbs[1], id)).toBe("instant_killed");
      await turn(false);
    }
    const decisions = await shop.contexts[0].store.decisions(id);
    const latest = (await shop.contexts[0].store.latestDecisions(100)).map((one) => one.id);
    expect(latest).toEqual(expect.arrayContaining(decisions.map((one) => one.id)));
    expect(decisions.map(({ flags, decision }) => [flags.killed, decision.reason]).slice(0, 2)).toEqual([
      [false, "variant_instant"],
      [false, "instant_killed"],
    ]);
  });

  it("refuses a payment whose sheet is open already, before anything is charged; the other way stays open", async () => {
    const id = await ready();
    expect(await reasonAt(verbs[1], id)).toBe("variant_instant");
    await turn(true);
    expect((await pay(verbs[1], id)).kind).toBe("instant_unavailable");
    expect(chargesOf(id)).toEqual([]);
    expect((await verbs[1].openHostedPayment({ sessionId: id })).kind).toBe("opened");
  });

  it("for one seller stops that one only", async () => {
    const [mug, cup] = [await ready("mug"), await ready("cup")];
    await turn(true, fernweh);
    expect([await reasonAt(verbs[1], mug), await reasonAt(verbs[1], cup)]).toEqual([
      "instant_killed",
      "variant_instant",
    ]);
    expect((await pay(verbs[1], mug)).kind).toBe("instant_unavailable");
    expect((await pay(verbs[1], cup)).kind).toBe("completed");
  });

  it("answers a payment that was made before as it was answered then", async () => {
    const id = await ready();
    expect((await pay(verbs[0], id)).kind).toBe("completed");
    await turn(true);
    expect((await pay(verbs[1], id)).kind).toBe("completed");
    expect(chargesOf(id)).toHaveLength(1);
  });

  it("keeps its history, and returns for each scope what applies", async () => {
    await turn(true, fernweh);
    const { switches } = await verbs[1].pauses();
    expect(switches).toEqual([
      expect.objectContaining({ sellerId: null, isOn: false }),
      expect.objectContaining({ sellerId: fernweh, isOn: true, why: "a test" }),
    ]);
    const periods = interruptionsOf(await shop.contexts[1].store.pauseHistory(new Date(0)), new Date(0));
    expect(periods.length).toBeGreaterThan(3);
    expect(periods.at(-1)).toMatchObject({ until: null, why: "kill switch, fernweh: a test" });
  });
});

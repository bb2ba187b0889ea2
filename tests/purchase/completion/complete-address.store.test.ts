import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AddressCompletion } from "#lib/completion/address-completion.ts";
import { simulatedCompletion } from "#lib/completion/simulated.ts";
import { sellerId } from "#lib/ids.ts";
import { memoryRateLimit } from "#lib/runtime/rate-limiter-flexible.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop(undefined, { completion: simulatedCompletion });
});
afterAll(() => shop.close());

const FERNWEH = sellerId("fernweh");
const TYPING = { country: "US", session: "typing-0123456789", language: "en" };

describe("completing an address", () => {
  it("suggests and resolves for an order that can still change, where the shop delivers", async () => {
    const sessionId = await shop.readySession();
    const asked = await shop.verbs.suggestAddress({ ...TYPING, sessionId, text: "Main Street" });
    if (asked.kind !== "suggested") throw new Error(asked.kind);
    const [first] = asked.suggestions;
    expect(await shop.verbs.resolveAddress({ ...TYPING, sessionId, id: first?.id ?? "" })).toMatchObject({
      kind: "resolved",
      address: { lineOne: "1 Main Street", city: "New York" },
    });
  });

  it("asks nobody for a few letters, another country than the shop's, a session that is none, or a paid order", async () => {
    const [sessionId, paid] = [await shop.readySession(), await shop.readySession()];
    await shop.verbs.openHostedPayment({ sessionId: paid });
    const asked: string[] = [];
    const watched: AddressCompletion = {
      ...simulatedCompletion,
      suggest: (question) => {
        asked.push(question.text);
        return simulatedCompletion.suggest(question);
      },
    };
    const verbs = createVerbs({ ...shop.context, completion: watched });
    const question = { ...TYPING, sessionId, text: "Main Street" };
    for (const one of [
      { ...question, text: " Ma " },
      { ...question, country: "AQ" },
      { ...question, country: "" },
      { ...question, session: "" },
      { ...question, session: "a b" },
      { ...question, sessionId: paid },
    ])
      expect(await verbs.suggestAddress(one), JSON.stringify(one)).toEqual({ kind: "none" });
    expect(asked).toEqual([]);
  });

  it("suggests where a seller delivers by rules of their own", async () => {
    const sessionId = await shop.readySession();
    const asked = async () =>
      (await shop.verbs.suggestAddress({ ...TYPING, country: "IS", sessionId, text: "Main Street" })).kind;
    expect(await asked()).toBe("none");
    const boat = { id: "boat", title: "Boat", subtitle: "In a week", carrier: "Fernweh", countries: ["IS"] };
    const delivery = [{ ...boat, prices: ["9.00 USD"], earliest_days: 5, latest_days: 7 }];
    const seller = { id: FERNWEH, caller: { by: "command" } } as const;
    await shop.verbs.addSeller({ ...seller, state: "active", why: "test", change: { delivery } });
    expect(await asked()).toBe("suggested");
  });

  it("is limited by checkout and by shopper, and nobody is asked beyond that", async () => {
    const sessionId = await shop.readySession();
    const guards = { ...shop.context.guards, addressLookUps: memoryRateLimit({ calls: 2, windowMs: 60_000 }) };
    const verbs = createVerbs({ ...shop.context, guards });
    const kinds: string[] = [];
    for (let calls = 0; calls < 3; calls += 1)
      kinds.push((await verbs.suggestAddress({ ...TYPING, sessionId, text: "Main Street" })).kind);
    expect(kinds).toEqual(["suggested", "suggested", "limited"]);
    expect((await verbs.resolveAddress({ ...TYPING, sessionId, id: '[1,"Main"]' })).kind).toBe("limited");
  });

  it("is limited for the whole shop too, because new checkouts are free", async () => {
    const guards = { ...shop.context.guards, shopAddressLookUps: memoryRateLimit({ calls: 2, windowMs: 60_000 }) };
    const verbs = createVerbs({ ...shop.context, guards });
    const kinds: string[] = [];
    for (let calls = 0; calls < 3; calls += 1) {
      const sessionId = await shop.readySession();
      kinds.push((await verbs.suggestAddress({ ...TYPING, sessionId, text: "Main Street" })).kind);
    }
    expect(kinds).toEqual(["suggested", "suggested", "limited"]);
  });

  it("that gets no answer is reported without what was typed, and an address elsewhere is none", async () => {
    const sessionId = await shop.readySession();
    const reported: unknown[] = [];
    const broken: AddressCompletion = {
      ...simulatedCompletion,
      suggest: async () => ({ kind: "unknown", why: "TimeoutError" }),
      resolve: async () => ({
        kind: "resolved",
        address: { country: "CA", lineOne: "1 Yonge St", lineTwo: "", city: "", region: "", postalCode: "" },
      }),
    };
    const verbs = createVerbs({
      ...shop.context,
      completion: broken,
      report: (report) => void reported.push(report),
    });
    expect((await verbs.suggestAddress({ ...TYPING, sessionId, text: "1 Secret Street" })).kind).toBe("none");
    expect((await verbs.resolveAddress({ ...TYPING, sessionId, id: "elsewhere" })).kind).toBe("none");
    expect(reported).toHaveLength(1);
    expect(JSON.stringify(reported)).not.toContain("Secret");
  });
});

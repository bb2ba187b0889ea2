import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SessionId } from "#lib/ids.ts";
import { ada, chargesOf, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.flags.set({ killed: false, beta: true, variant: "instant" }));

const pay = (id: SessionId, token: string) => shop.verbs.payWithToken({ sessionId: id, token, buyer: ada });

describe("a delegated token that comes for two checkouts", () => {
  it.each(["in turn", "at once"])("gives one order, and the other is paid with a token of its own: %s", async (how) => {
    const ids = [await shop.readySession(), await shop.readySession()];
    const token = `tok_sandbox_ok_${ids[0]}`;
    const outcomes = [];
    if (how === "at once") outcomes.push(...(await Promise.all(ids.map((id) => pay(id, token)))));
    else for (const id of ids) outcomes.push(await pay(id, token));
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(["completed", "token_invalid"]);
    expect(outcomes.find(({ kind }) => kind === "token_invalid")).toMatchObject({ why: "spent" });
    const refused = ids[outcomes.findIndex(({ kind }) => kind === "token_invalid")];
    if (refused === undefined) throw new Error("none was refused");
    expect(chargesOf(shop, refused)).toEqual([]);
    expect(await pay(refused, token)).toMatchObject({ kind: "token_invalid", why: "spent" });
    expect(await pay(refused, `tok_sandbox_ok_${refused}`)).toMatchObject({ kind: "completed" });
    for (const id of ids) expect(chargesOf(shop, id)).toHaveLength(1);
  });

  it.each(["expired", "spent", "revoked", "over_limit", "wrong_currency", "wrong_merchant"])(
    "leaves a checkout open that it may not pay: %s",
    async (magic) => {
      const id = await shop.readySession();
      expect(await pay(id, `tok_sandbox_${magic}_${id}`)).toMatchObject({ kind: "token_invalid" });
      expect(chargesOf(shop, id)).toEqual([]);
      expect(await pay(id, `tok_sandbox_ok_${id}`)).toMatchObject({ kind: "completed" });
    },
  );
});

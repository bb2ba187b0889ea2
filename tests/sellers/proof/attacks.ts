import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SessionId } from "#lib/ids.ts";
import { MONEY_MODELS, type MoneyModel } from "#lib/sellers/money-model.ts";
import { inTurn, isWhole } from "#scripts/suite/size.ts";
import { ada } from "../../fixtures/test-shop.ts";
import { FERNWEH, OMBRA, openProofShop, type OtherService, type ProofShop } from "./proof-shop.ts";

const SEPARATE = { mug: 2, lamp: 1 } as const;
/** What a cart can have under a model. */
const goodsOf = (model: MoneyModel): Readonly<Record<string, number>> => (model === "separate" ? SEPARATE : { mug: 2 });

/** What may happen at a bad moment at one payment service, under every money model: nobody's money is where it does not belong. */
export function proveAgainstAttacks(service: string, open: () => Promise<OtherService | null>): void {
  describe.each(MONEY_MODELS)(`under %s at ${service}`, (model) => {
    const others = MONEY_MODELS.filter((one) => one !== model) as [MoneyModel, ...MoneyModel[]];
    const holder: { proof?: ProofShop } = {};
    const proof = (): ProofShop => {
      if (holder.proof === undefined) throw new Error("the shop is open");
      return holder.proof;
    };
    const prepared = async (goods = goodsOf(model)): Promise<SessionId> => {
      const outcome = await proof().prepare(goods);
      if (outcome.kind !== "prepared") throw new Error(JSON.stringify(outcome.problems));
      return outcome.session.id;
    };
    beforeAll(async () => {
      holder.proof = await openProofShop(model, await open());
      for (const goods of [{ mug: 4 }, { lamp: 4 }]) await proof().pay(await prepared(goods), "instant");
      await proof().settle();
    });
    afterAll(() => holder.proof?.close());

    it("a refund that is asked for while the payment is disputed is given once the dispute is won", async () => {
      const order = await proof().pay(await prepared(), "external");
      await proof().settle();
      await proof().dispute(order);
      const asked = await proof().refundLine(order, "line_1", "meanwhile");
      // The provider says no for now: it has the money until the dispute has ended.
      expect(asked).toMatchObject({ kind: "refused", isFinal: false, isRepetition: false });
      if (asked.kind !== "refused") return;
      await proof().settle();
      expect(await proof().problemsBesides("refused")).toEqual([]);
      await proof().endDispute(order, "won");
      await proof().settle();
      // What was refused because of the dispute is asked for again after a pause, by the sweep and not by whoever asks twice.
      proof().shop.advance(15 * 60_000);
      const again = await proof().refundLine(order, "line_1", "meanwhile");
      expect(again).toMatchObject({ kind: "refused", isFinal: false, isRepetition: true });
      await proof().settle();
      expect(await proof().problems()).toEqual([]);
      const { refunds } = await proof().booksOf(FERNWEH);
      expect(refunds).toBe(asked.amount.amountMinor);
    });

    it.each(isWhole ? others : [inTurn(others)])(
      "what was sold is refunded, disputed and won as it was sold, after a restart with %s",
      async (after) => {
        const order = await proof().pay(await prepared(), "instant");
        await proof().restartWith(after);
        await proof().settle();
        expect(await proof().problems()).toEqual([]);
        expect(await proof().refundLine(order, "line_1", "after")).toMatchObject({ kind: "done" });
        await proof().settle();
        expect(await proof().problems()).toEqual([]);
        await proof().dispute(order);
        await proof().settle();
        expect(await proof().problems()).toEqual([]);
        await proof().endDispute(order, "won");
        await proof().settle();
        await proof().restartWith(model);
        expect(await proof().problems()).toEqual([]);
      },
    );

    it("a page that was opened before a restart with another model, and is paid after it, is the seller's as it was opened", async () => {
      for (const after of isWhole ? others : [inTurn(others, 1)]) {
        const id = await prepared();
        const attempt = await proof().openPage(id);
        await proof().restartWith(after);
        await proof().payPage(attempt);
        await proof().settle();
        await proof().restartWith(model);
        expect((await proof().shop.context.store.session(id))?.status).toBe("completed");
        expect(await proof().problems()).toEqual([]);
      }
    });

    it.skipIf(model === "platform")(
      "an account that changes after the charge leaves the money where it was sold",
      async () => {
        const before = proof().accounts.get(FERNWEH) ?? "";
        const order = await proof().pay(await prepared(), "instant");
        const other = await proof().at.account(OMBRA, model, "another");
        proof().shop.sellers.set(FERNWEH, { account: other });
        await proof().settle();
        expect(await proof().refundLine(order, "line_1", "moved")).toMatchObject({ kind: "done" });
        await proof().settle();
        expect(await proof().problems()).toEqual([]);
        expect(await proof().at.has(other)).toBe(0);
        proof().shop.sellers.set(FERNWEH, { account: before });
      },
    );

    it("a seller who is paused between checkout and payment is paid nothing, and nobody is charged", async () => {
      const { shop, at, accounts } = proof();
      const id = await prepared();
      const paused = model === "separate" ? OMBRA : FERNWEH;
      const before = (await at.ledger()).charges.length;
      shop.sellers.set(paused, { account: accounts.get(paused) ?? null, state: "paused" });
      const own = model === "direct" ? (accounts.get(FERNWEH) ?? null) : null;
      const token = await at.token(id, own);
      expect(await shop.verbs.payWithToken({ sessionId: id, token, buyer: ada })).toMatchObject({
        kind: "seller_not_ready",
      });
      expect(await shop.verbs.openHostedPayment({ sessionId: id })).toMatchObject({ kind: "seller_not_ready" });
      expect((await at.ledger()).charges).toHaveLength(before);
      shop.sellers.set(paused, { account: accounts.get(paused) ?? null, state: "active" });
      expect(await shop.verbs.checkOrder({ sessionId: id })).toMatchObject({ session: { status: "ready" } });
      await proof().pay(id, "external");
      await proof().settle();
      expect(await proof().problems()).toEqual([]);
    });

    it("a page that was paid after its seller was paused is theirs all the same", async () => {
      const { shop, accounts } = proof();
      const id = await prepared();
      const attempt = await proof().openPage(id);
      shop.sellers.set(FERNWEH, { account: accounts.get(FERNWEH) ?? null, state: "paused" });
      await proof().payPage(attempt);
      await proof().settle();
      expect((await shop.context.store.session(id))?.status).toBe("completed");
      expect(await proof().problems()).toEqual([]);
      shop.sellers.set(FERNWEH, { account: accounts.get(FERNWEH) ?? null, state: "active" });
    });
  });
}

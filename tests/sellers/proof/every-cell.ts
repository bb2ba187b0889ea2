import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SellerId, SessionId } from "#lib/ids.ts";
import { MONEY_MODELS } from "#lib/sellers/money-model.ts";
import { partsOf } from "#lib/checkout/parts.ts";
import type { Order } from "#lib/orders/order.ts";
import { inTurn, isWhole } from "#scripts/suite/size.ts";
import type { Ending } from "./proof-service.ts";
import {
  FERNWEH,
  OMBRA,
  openProofShop,
  type Growth,
  type OtherService,
  type ProofShop,
  type Route,
} from "./proof-shop.ts";

/** Two mugs, so that one can go back; and one more seller's lamp. */
const GOODS = { mug: 2, lamp: 1 } as const;
/** In the short proof disputes end one way, the other with the next day's commits. */
const ENDINGS: readonly Ending[] = isWhole ? ["lost", "won"] : [inTurn<Ending>(["lost", "won"])];
const CELLS = (["instant", "external"] as const).flatMap((route) =>
  (["one seller", "two sellers"] as const).flatMap((sellers) => ENDINGS.map((ending) => ({ route, sellers, ending }))),
);

/**
 * Every money model, route, number of sellers and ending of a dispute at one payment service: paid, a line given back,
 * disputed. After each of them the books of the sellers add up and are what each account at the service has.
 */
export function proveEveryCell(service: string, open: () => Promise<OtherService | null>): void {
  describe.each(MONEY_MODELS)(`under %s at ${service}`, (model) => {
    const holder: { proof?: ProofShop } = {};
    const proof = (): ProofShop => {
      if (holder.proof === undefined) throw new Error("the shop is open");
      return holder.proof;
    };
    beforeAll(async () => {
      holder.proof = await openProofShop(model, await open());
      // A sale of each that stays, so that no balance is short of what is taken back.
      for (const goods of [{ mug: 4 }, { lamp: 4 }])
        await eachCheckout(proof(), goods, async (id) => void (await proof().pay(id, "instant")));
      await proof().settle();
    });
    afterAll(() => holder.proof?.close());

    it.each(CELLS)(
      "$route, $sellers, $ending: what each seller has is what the books say, after payment, refund and dispute",
      async ({ route, sellers, ending }) => {
        const prove = (id: SessionId) => proveCheckout(proof(), id, route, ending);
        await eachCheckout(proof(), sellers === "one seller" ? { mug: 2 } : GOODS, prove);
      },
    );
  });
}

/** One checkout, or, where one payment is one seller's, one for each after the other. */
async function eachCheckout(
  proof: ProofShop,
  goods: Readonly<Record<string, number>>,
  prove: (id: SessionId) => Promise<void>,
): Promise<void> {
  const prepared = await proof.prepare(goods);
  const count = Object.keys(goods).length;
  if (prepared.kind === "prepared") {
    expect(partsOf(prepared.session)).toHaveLength(count);
    expect(proof.model === "separate" || count === 1).toBe(true);
    return prove(prepared.session.id);
  }
  const refusal = prepared.problems.find(({ kind }) => kind === "several_sellers");
  if (refusal?.kind !== "several_sellers") throw new Error(JSON.stringify(prepared.problems));
  expect(refusal.groups.map(({ items }) => items.map(({ productId }) => productId))).toEqual([["mug"], ["lamp"]]);
  for (const { items } of refusal.groups)
    await eachCheckout(proof, Object.fromEntries(items.map((item) => [item.productId, item.quantity])), prove);
}

async function proveCheckout(proof: ProofShop, id: SessionId, route: Route, ending: Ending): Promise<void> {
  const session = await proof.shop.context.store.session(id);
  if (session === null) throw new Error("the session is gone");
  const gross = new Map(partsOf(session).map(({ sellerId, totals }) => [sellerId, totals.total.amountMinor]));
  const begun = await booksOf(proof);
  const order = await proof.pay(id, route);
  await proof.settle();
  expect(await proof.problems()).toEqual([]);
  for (const [seller, minor] of gross) {
    const grown = (await growth(proof, begun)).get(seller);
    expect(grown).toMatchObject({ charges: minor, refunds: 0, disputes: 0 });
    expect(proof.model === "platform" ? grown?.transfers : grown?.owed).toBe(0);
  }

  const given = await proof.refundLine(order, "line_1", "one");
  expect(given).toMatchObject({ kind: "done" });
  const back = given.kind === "done" ? given.amount.amountMinor : 0;
  await proof.settle();
  expect(await proof.problems()).toEqual([]);
  const refunded = await growth(proof, begun);
  for (const seller of gross.keys()) expect(refunded.get(seller)?.refunds).toBe(seller === session.sellerId ? back : 0);

  await proveDispute(proof, { order, ending, begun, refunded, gross });
}

type Disputed = {
  readonly order: Order;
  readonly ending: Ending;
  readonly begun: Books;
  readonly refunded: Books;
  readonly gross: ReadonlyMap<SellerId, number>;
};

/** While it is open and when it is lost, the sellers have nothing of the sale; when it is won, what they had before. */
async function proveDispute(proof: ProofShop, { order, ending, begun, refunded, gross }: Disputed): Promise<void> {
  const expectNothingLeft = async () => {
    for (const [seller, minor] of gross) {
      const grown = (await growth(proof, begun)).get(seller);
      expect(grown).toMatchObject({ charges: minor, fees: 0, transfers: 0, owed: 0 });
      expect((grown?.refunds ?? 0) + (grown?.disputes ?? 0)).toBe(minor);
    }
  };
  await proof.dispute(order);
  await proof.settle();
  expect(await proof.problems()).toEqual([]);
  await expectNothingLeft();
  await proof.endDispute(order, ending);
  await proof.settle();
  expect(await proof.problems()).toEqual([]);
  if (ending === "lost") await expectNothingLeft();
  else
    for (const seller of gross.keys()) expect((await growth(proof, begun)).get(seller)).toEqual(refunded.get(seller));
}

type Books = ReadonlyMap<SellerId, Growth>;
const booksOf = async (proof: ProofShop): Promise<Books> =>
  new Map([
    [FERNWEH, await proof.booksOf(FERNWEH)],
    [OMBRA, await proof.booksOf(OMBRA)],
  ]);

async function growth(proof: ProofShop, begun: Books): Promise<Books> {
  const now = await booksOf(proof);
  return new Map([...now].map(([seller, books]) => [seller, less(books, begun.get(seller) ?? books)]));
}

const less = (books: Growth, before: Growth): Growth => ({
  charges: books.charges - before.charges,
  fees: books.fees - before.fees,
  refunds: books.refunds - before.refunds,
  disputes: books.disputes - before.disputes,
  transfers: books.transfers - before.transfers,
  owed: books.owed - before.owed,
});

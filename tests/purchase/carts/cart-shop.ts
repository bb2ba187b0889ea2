import { productId, sellerId, sessionId, shopperId, type SessionId } from "#lib/ids.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { ada, newYorker, openTestShop, testProduct, type TestShop } from "../../fixtures/test-shop.ts";
import { openSellersBank } from "../transfers/sellers-bank.ts";
import { createVerbs } from "../../fixtures/verbs.ts";

export const FERNWEH = sellerId("fernweh");
export const OMBRA = sellerId("ombra");
/** Two mugs of Fernweh and a lamp of Ombra. */
export const CART = { mug: 2, lamp: 1 } as const;
export const itemsOf = (goods: Readonly<Record<string, number>>) =>
  Object.entries(goods).map(([id, quantity]) => ({ productId: productId(id), offerId: null, quantity }));

type Options = Omit<NonNullable<Parameters<typeof openTestShop>[1]>, "marketplace"> & {
  readonly marketplace?: Partial<PurchaseContext["marketplace"]>;
  /** One of its own unless given. */
  readonly database?: OpenDatabase;
};

/** A shop in which one checkout may have the goods of several sellers, each paid theirs. */
export async function openCartShop({ marketplace, database, ...options }: Options = {}) {
  const shop = await openTestShop(database, {
    ...options,
    marketplace: { model: "separate", feesOnRefund: "return", hasSeveralSellers: true, ...marketplace },
    isBankSilent: true,
  });
  await shop.context.catalog.upsert([
    testProduct("lamp", { sellerId: OMBRA, sellerName: "Ombra", category: "Home > Lamps" }),
    testProduct("shade", { sellerId: OMBRA, sellerName: "Ombra" }),
  ]);
  const bank = openSellersBank();
  const { provider } = shop.context;
  const context: PurchaseContext = {
    ...shop.context,
    provider: {
      ...provider,
      // The accounts are this bank's, and the sandbox bank knows none of them.
      chargeToken: ({ attempt: { split: _split, ...attempt }, token }) => provider.chargeToken({ attempt, token }),
      transfers: bank.service,
    },
  };
  const verbs = createVerbs(context);
  return { ...shop, context, verbs, sellersBank: bank };
}
export type CartShop = Awaited<ReturnType<typeof openCartShop>>;

/** A cart that is ready to be paid, of a platform or of a shopper on /mcp. */
export async function readyCart(
  { verbs }: Pick<TestShop, "verbs">,
  goods: Readonly<Record<string, number>> = CART,
  shopper?: string,
): Promise<SessionId> {
  const prepared = await verbs.prepareCheckout({
    items: itemsOf(goods),
    shopperId: shopper === undefined ? null : shopperId(shopper),
  });
  if (prepared.kind !== "prepared") throw new Error(`not prepared: ${JSON.stringify(prepared.problems)}`);
  const updated = await verbs.updateCheckout({ sessionId: prepared.session.id, address: newYorker, buyer: ada });
  if (updated.kind !== "updated" || updated.session.status !== "ready")
    throw new Error(`not ready: ${JSON.stringify(updated)}`);
  return sessionId(prepared.session.id);
}

import { productId } from "#lib/ids.ts";
import type { Order } from "#lib/orders/order.ts";
import { ada, newYorker, type TestShop } from "../../fixtures/test-shop.ts";

/** An order of these many of these products, paid with a delegated token. */
export async function paidOrder(
  shop: TestShop,
  quantities: Readonly<Record<string, number>> = { mug: 1 },
  card = "tok_sandbox_ok",
  tokenOf = (session: string) => `${card}_${session}`,
): Promise<Order> {
  const items = Object.entries(quantities).map(([id, quantity]) => ({
    productId: productId(id),
    offerId: null,
    quantity,
  }));
  const prepared = await shop.verbs.prepareCheckout({ items, address: newYorker, buyer: ada });
  if (prepared.kind !== "prepared") throw new Error(`not prepared: ${JSON.stringify(prepared.problems)}`);
  const { id } = prepared.session;
  const paid = await shop.verbs.payWithToken({
    sessionId: id,
    token: tokenOf(id),
    buyer: ada,
  });
  if (paid.kind !== "completed" || paid.order === null) throw new Error(`not paid but ${paid.kind}`);
  return paid.order;
}

import { money } from "#lib/money.ts";
import type { Mailer } from "#lib/orders/mail.ts";
import type { Order } from "#lib/orders/order.ts";
import { openStripeBench } from "../../contracts/stripe/bench.ts";
import { openTestShop } from "../../fixtures/test-shop.ts";
import { paidOrder } from "./paid-order.ts";

export type RefundShop = Awaited<ReturnType<typeof openRefundShop>>;

/** A whole shop that is paid through the double of Stripe. Its events come when the test says so, and in the order it says. */
export async function openRefundShop(mailer?: Mailer) {
  const bench = await openStripeBench();
  const shop = await openTestShop(undefined, { provider: bench.provider, ...(mailer === undefined ? {} : { mailer }) });
  const { control } = bench;
  const { store } = shop.context;
  return {
    shop,
    bench,
    control,
    store,
    /** An order that a card paid. */
    async orderBy(card: string): Promise<Order> {
      const token = await control.mintToken({ card });
      return paidOrder(shop, { mug: 1 }, token, () => token);
    },
    refund: (order: Order, amountMinor: number | null, requestId: string) =>
      shop.verbs.refundOrder({ orderId: order.id, amountMinor, requestId, why: "a test" }),
    /** Delivers all events of the account about refunds, oldest first unless `isReversed`, with their own signature. */
    async deliver({ types = /refund/, isReversed = false }: { types?: RegExp; isReversed?: boolean } = {}) {
      const events = (await control.events()).filter(({ type }) => types.test(type));
      for (const event of isReversed ? events.toReversed() : events) {
        const body = new TextEncoder().encode(JSON.stringify(event));
        const headers = bench.sign(body, "current", bench.now());
        await shop.verbs.receiveWebhook({ provider: "stripe", body, headers });
      }
    },
    order: async ({ id }: Order) => {
      const found = await store.order(id);
      if (found === null) throw new Error("the order is gone");
      return found;
    },
    rows: (order: Order) => store.refunds("stripe", order.paymentReference),
    states: async (order: Order) =>
      Object.fromEntries(
        (await store.refunds("stripe", order.paymentReference)).map(({ key, state }) => [key.split(":").at(-1), state]),
      ),
    given: async (order: Order) => (await store.capture("stripe", order.paymentReference))?.refunded,
    usd: (amountMinor: number) => money(amountMinor, "USD"),
    async close() {
      await shop.close();
      await bench.close();
    },
  };
}

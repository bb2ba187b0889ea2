import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { ACP_WEBHOOK_RECEIVER } from "#lib/orders/order-event.ts";
import { JOB_KINDS, type Job } from "#lib/store/jobs.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { NOON } from "../fixtures/builders.ts";
import { openRunDatabase } from "../fixtures/real-postgres.ts";
import { refundOfOrder } from "../fixtures/refunds.ts";
import { aSale } from "../fixtures/sellers/movements.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";
import { paidOrder } from "../purchase/orders/paid-order.ts";

let opened: OpenDatabase;
let shop: TestShop;
beforeAll(async () => {
  opened = await openRunDatabase();
  shop = await openTestShop(opened);
});
afterAll(() => shop.close());

const KUMO = sellerId("kumo");
/** Kinds of which no seller leaves many at once: by the clock, or one for a payment that is looked up. */
const NO_TURNS: readonly Job["kind"][] = [
  "settle_payment",
  "read_refunds",
  "book_tax",
  "read_alerts",
  "apply_event",
  "catch_up_receiver",
  "refresh_feed",
  "notify_sellers",
  "sweep",
  "fold_experiment",
  "index_catalog",
  "forget",
];

describe("a job of a seller", () => {
  it("takes that seller's turn, whatever kind it is", async () => {
    const order = await paidOrder(shop, { cup: 1 });
    const refund = refundOfOrder(order, { key: "turn:refund", sellerId: KUMO });
    const transfer = aSale({ sellerId: KUMO });
    const mail = { kind: "order_placed", state: "queued", createdAt: NOON, settledAt: null } as const;
    const jobs: readonly Job[] = [
      {
        kind: "send_order_event",
        eventId: "evt_turn",
        orderId: order.id,
        type: "order_update",
        occurredAt: NOON.toISOString(),
        receiver: ACP_WEBHOOK_RECEIVER,
      },
      {
        kind: "send_seller_event",
        eventId: "evt_of_receiver",
        orderId: order.id,
        type: "order_update",
        occurredAt: NOON.toISOString(),
        receiverId: "rcv_turn",
        sellerId: KUMO,
      },
      { kind: "send_mail", mailId: "turn:mail" },
      { kind: "send_mail", mailId: "turn:of-a-part" },
      { kind: "finish_refund", key: refund.key },
      { kind: "send_transfer", key: transfer.key },
      { kind: "reverse_transfer", key: "turn:unknown" },
    ];
    await opened.query("delete from jobs.job", []);
    await shop.context.store.transaction(async (transaction) => {
      await transaction.insertRefund({ ...refund, dueAt: NOON });
      await transaction.insertMovement(transfer);
      const { id: orderId, sessionId } = order;
      await transaction.insertMail({
        ...mail,
        id: "turn:mail",
        sessionId,
        request: { kind: "order_placed", orderId },
      });
      await transaction.insertMail({
        ...mail,
        id: "turn:of-a-part",
        sessionId,
        kind: "new_order",
        request: { kind: "new_order", orderId, sellerId: sellerId("ombra") },
      });
      for (const job of jobs) await transaction.enqueue(job);
    });
    const { rows } = await opened.query("select name, singleton_key from jobs.job order by name, singleton_key", []);
    expect(rows.map((row) => [row["name"], row["singleton_key"]])).toEqual([
      ["finish-refund", "kumo"],
      ["reverse-transfer", ":shop"],
      ["send-mail", "kumo"],
      ["send-mail", "ombra"],
      ["send-order-event", "kumo"],
      ["send-seller-event", "kumo"],
      ["send-transfer", "kumo"],
    ]);
    expect(new Set([...jobs.map(({ kind }) => kind), ...NO_TURNS])).toEqual(new Set(JOB_KINDS));
  });
});

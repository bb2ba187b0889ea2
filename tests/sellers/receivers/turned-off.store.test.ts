import { afterAll, beforeAll, expect, it } from "vitest";
import { runJob } from "#lib/purchase/run-job.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { readStoredFigures } from "#lib/store/drizzle/watch/figures.ts";
import { openRunDatabase } from "../../fixtures/real-postgres.ts";
import type { TestShop } from "../../fixtures/test-shop.ts";
import { openMailBench, type MailBench } from "../../mail/mail-bench.ts";
import { paidOrder } from "../../purchase/orders/paid-order.ts";
import { added, COMMAND, KUMO, openReceiverShop, recordingLine } from "./receiver-shop.ts";

let shop: TestShop;
let database: OpenDatabase;
let mails: MailBench;
let status = 503;
beforeAll(async () => {
  database = await openRunDatabase();
  mails = openMailBench();
  shop = await openReceiverShop({ line: recordingLine(() => status).line, mailer: mails.mailer, database });
  await shop.verbs.changeSeller({ id: KUMO, change: { email: "owner@kumo.example" }, caller: COMMAND });
});
afterAll(async () => {
  await shop.close();
  mails.close();
});

it("a receiver that is turned off is counted and its jobs are not, and its seller is written to once", async () => {
  const erp = await added(shop, KUMO, { url: "https://erp.kumo.example/hook?key=hush-hush" });
  const order = await paidOrder(shop, { cup: 1 });
  const event = {
    eventId: "evt_1",
    orderId: order.id,
    type: "order_create",
    occurredAt: "2026-11-30T12:00:00Z",
  } as const;
  const send = () =>
    runJob(shop.context, { kind: "send_seller_event", ...event, receiverId: erp.id, sellerId: KUMO }).catch(String);
  const figures = () => readStoredFigures(database.database);
  const waiting = async () => (await figures()).queues.find(({ queue }) => queue === "send-seller-event")?.waiting ?? 0;
  expect(await waiting()).toBe(1);
  await send();
  expect(await figures()).toMatchObject({ sellerReceivers: { failing: 1, turnedOff: 0 } });
  expect(await waiting()).toBe(0);
  const since = (await shop.context.store.sellerReceiver(erp.id))?.failingSince?.toISOString();
  shop.advance(2 * 86_400_000);
  await send();
  await send();
  expect(await figures()).toMatchObject({ sellerReceivers: { failing: 0, turnedOff: 1 } });
  await runJob(shop.context, { kind: "send_mail", mailId: `receiver_turned_off:${erp.id}:${since}` });
  const told = (await mails.folder.list()).filter(({ subject }) => subject.includes("Order events no longer reach"));
  expect(told.map(({ to }) => to)).toEqual([["owner@kumo.example"]]);
  expect(JSON.stringify(told)).not.toContain("hush-hush");
  status = 204;
  await shop.verbs.moveSellerReceiver({ receiver: erp.id, seller: null, to: "active", why: "mended", caller: COMMAND });
  await send();
  expect(await figures()).toMatchObject({ sellerReceivers: { failing: 0, turnedOff: 0 } });
});

import { afterAll, beforeAll, expect, it } from "vitest";
import { runJob } from "#lib/purchase/run-job.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { readStoredFigures } from "#lib/store/drizzle/watch/figures.ts";
import { openRunDatabase } from "../../fixtures/real-postgres.ts";
import type { TestShop } from "../../fixtures/test-shop.ts";
import { openMailBench, type MailBench } from "../../mail/mail-bench.ts";
import { paidOrder } from "../../purchase/orders/paid-order.ts";
import { added, COMMAND, KUMO, openReceiverShop, recordingSender } from "./receiver-shop.ts";

let shop: TestShop;
let database: OpenDatabase;
let mails: MailBench;
let status = 503;
beforeAll(async () => {
  database = await openRunDatabase();
  mails = openMailBench();
  shop = await openReceiverShop({ sender: recordingSender(() => status).sender, mailer: mails.mailer, database });
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

it("among thousands that take their events, those that fail are counted by indexes that have them alone", async () => {
  await database.query(
    `insert into seller_receivers (id, seller_id, url, events, secret, why, created_at, state, failing_since)
      select 'rcv_' || n, 'kumo', 'https://erp.example.com/', '{order_create}', 's', 'test', now(),
        case when n = 1 then 'failed' else 'active' end, case when n = 2 then now() end
      from generate_series(1, 20000) as n`,
    [],
  );
  await database.query("analyze seller_receivers", []);
  const scans = async () => {
    const { rows } = await database.query(
      `select (select seq_scan from pg_stat_user_tables where relname = 'seller_receivers')::int as whole,
        (select json_object_agg(indexrelname, idx_scan) from pg_stat_user_indexes where relname = 'seller_receivers') as by`,
      [],
    );
    return rows[0] as { whole: number; by: Record<string, number> };
  };
  await expect.poll(async () => (await scans()).whole, { timeout: 15_000 }).toBeGreaterThan(0);
  // What earlier statements have read is counted within a second or so.
  await new Promise((resolve) => setTimeout(resolve, 2500));
  const before = await scans();
  expect(await readStoredFigures(database.database)).toMatchObject({ sellerReceivers: { failing: 1, turnedOff: 1 } });
  const failing = async () => (await scans()).by["seller_receivers_failing"] ?? 0;
  await expect.poll(failing, { timeout: 15_000 }).toBeGreaterThan(before.by["seller_receivers_failing"] ?? 0);
  expect((await scans()).whole).toBe(before.whole);
});

import { statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { attemptId, productId } from "#lib/ids.ts";
import type { PaymentAlert } from "#lib/orders/disputes/alert.ts";
import type { AttemptAtService, LookUpOutcome, PaymentProvider } from "#lib/payments/provider.ts";
import { mailDisputes } from "#lib/purchase/mail/enqueue-mail.ts";
import { forget } from "#lib/purchase/privacy/forget.ts";
import { runJob } from "#lib/purchase/run-job.ts";
import { createVerbs } from "../fixtures/verbs.ts";
import { ada, newYorker, openTestShop, type TestShop } from "../fixtures/test-shop.ts";
import { paidOrder } from "../purchase/orders/paid-order.ts";
import { kept, KUMO, openMailBench, OPERATOR, type MailBench } from "./mail-bench.ts";

let bench: MailBench;
let shop: TestShop;
beforeAll(async () => {
  bench = openMailBench();
  shop = await openTestShop(undefined, { mailer: bench.mailer });
});
afterEach(async () => {
  for (const session of await bench.folder.sessions()) await bench.folder.forget(session);
});
afterAll(async () => {
  await shop.close();
  bench.close();
});

const settled = (read: () => unknown) => expect.poll(read, { timeout: 20_000 });
const box = { carrier: "Post", trackingNumber: "1", trackingUrl: null, lines: null, isDelivered: false };
const ADA = "ada@example.com";

describe("an order's messages, in a shop that works", () => {
  let working: TestShop;
  let folder: MailBench;
  beforeAll(async () => {
    folder = openMailBench();
    working = await openTestShop(undefined, { mailer: folder.mailer });
    await working.startJobs();
  });
  afterAll(async () => {
    await working.close();
    folder.close();
  });

  it("tell its buyer and its seller once of each step, in the order's own words", async () => {
    const order = await paidOrder(working, { mug: 2 });
    await settled(async () => (await kept(folder)).toSorted()).toEqual([
      `${ADA}: Your order T- from Fernweh`,
      `${OPERATOR}: New order T-, $59.88`,
    ]);
    const ship = (changes: object) =>
      working.verbs.recordShipment({ orderId: order.id, name: "b1", ...box, ...changes });
    await ship({ lines: [{ lineId: "line_1", quantity: 1 }] });
    await ship({ lines: [{ lineId: "line_1", quantity: 1 }] });
    await settled(() => kept(folder)).toContain(`${ADA}: A part of your order T- is on its way`);
    await ship({ lines: [{ lineId: "line_1", quantity: 1 }], isDelivered: true });
    await working.verbs.recordShipment({ orderId: order.id, name: "b2", ...box, isDelivered: true });
    await settled(async () => (await kept(folder)).filter((one) => one.endsWith("was delivered"))).toHaveLength(2);
    await working.verbs.refundOrder({ orderId: order.id, amountMinor: 500, requestId: "r1", why: "late" });
    await working.verbs.refundOrder({ orderId: order.id, amountMinor: 500, requestId: "r1", why: "late" });
    await settled(() => kept(folder)).toContain(`${ADA}: Your refund of $5.00 for order T-`);
    const all = await kept(folder);
    expect(all.filter((one) => one.includes("on its way"))).toHaveLength(1);
    expect(all).toHaveLength(6);
  });

  it("go to the seller's own address where there is one", async () => {
    await paidOrder(working, { cup: 1 });
    await settled(() => kept(folder)).toContainEqual(expect.stringMatching(new RegExp(`^${KUMO}: New order`)));
    expect((await kept(folder)).filter((one) => one.startsWith(OPERATOR))).toHaveLength(1);
  });
});

describe("an order's messages", () => {
  it("are one when their job runs twice, and files that only the server's account can read", async () => {
    const order = await paidOrder(shop);
    const job = { kind: "send_mail", mailId: `order_placed:${order.id}` } as const;
    await runJob(shop.context, job);
    await bench.folder.forget(order.sessionId);
    await runJob(shop.context, job);
    expect(await kept(bench)).toEqual([]);
    await runJob(shop.context, { kind: "send_mail", mailId: `new_order:${order.id}` });
    const [message] = await bench.folder.list();
    const mode = (path: string) => statSync(path).mode & 0o777;
    expect([mode(join(bench.path, "mail")), mode(join(bench.path, "mail", message?.name ?? ""))]).toEqual([
      0o700, 0o600,
    ]);
    expect((await shop.context.store.mail(`new_order:${order.id}`))?.state).toBe("sent");
  });

  it("are made again under their id after a crash between sending and noting it", async () => {
    const order = await paidOrder(shop);
    const job = { kind: "send_mail", mailId: `order_placed:${order.id}` } as const;
    shop.atEachFailpoint((name) => {
      if (name === "mail_sent") throw new Error("the process ended");
    });
    await expect(runJob(shop.context, job)).rejects.toThrow("the process ended");
    const [first] = await bench.folder.list();
    shop.atEachFailpoint(() => undefined);
    await runJob(shop.context, job);
    expect((await bench.folder.list()).map(({ messageId }) => messageId)).toEqual([first?.messageId]);
  });

  it("say that a dispute was opened, once, with what is at stake", async () => {
    const order = await paidOrder(shop);
    const [capture] = await shop.context.store.captures(order.sessionId);
    if (capture === undefined) throw new Error("no capture");
    const opened: PaymentAlert = {
      kind: "chargeback",
      id: "du_1",
      amount: order.paid,
      taken: order.paid,
      fee: null,
      state: "needs_response",
      status: "needs_response",
      reason: "fraudulent",
      evidenceDueAt: new Date("2026-12-10T00:00:00Z"),
      submissions: 0,
      openedAt: order.paidAt,
      provider: capture.provider,
      reference: capture.reference,
      sessionId: order.sessionId,
      orderId: order.id,
      entitlementId: null,
      sellerId: order.sellerId,
      changedAt: order.paidAt,
      notifiedDays: null,
      submittedAt: null,
    };
    const won: PaymentAlert = { ...opened, id: "du_2", state: "won" };
    for (const seen of [opened, opened, won])
      await shop.context.store.transaction((transaction) => mailDisputes(shop.context, transaction, order.id, [seen]));
    expect(await shop.context.store.mail("dispute_opened:chargeback:du_2")).toBeNull();
    await runJob(shop.context, { kind: "send_mail", mailId: "dispute_opened:chargeback:du_1" });
    const [message] = await bench.folder.list();
    expect(message?.subject).toMatch(/Dispute about order T-/);
    expect(message?.text).toContain("December 10, 2026");
  });
});

describe("a payment that fails", () => {
  /** A bank that says `first`, and later `then`. */
  function payBy(first: LookUpOutcome["kind"], then: LookUpOutcome["kind"]) {
    const outcomes = {
      pending: { kind: "pending", reference: "pay_debit" },
      declined: { kind: "declined", reason: "other" },
    } as const;
    const outcomeOf = (kind: string) => (kind === "pending" ? outcomes.pending : outcomes.declined);
    const provider = {
      ...shop.context.provider,
      chargeToken: async (_charge: { attempt: AttemptAtService }) => outcomeOf(first),
      lookUp: async () => outcomeOf(then),
    };
    return createVerbs({ ...shop.context, provider });
  }

  it("days after the buyer left is reported to the buyer, with the way back to the checkout", async () => {
    const id = await shop.readySession();
    const verbs = payBy("pending", "declined");
    await verbs.payWithToken({ sessionId: id, token: "tok_debit", buyer: ada });
    await verbs.checkOrder({ sessionId: id });
    await verbs.checkOrder({ sessionId: id });
    await runJob(shop.context, { kind: "send_mail", mailId: `debit_failed:${id}:1` });
    const [message] = await bench.folder.list();
    expect(message).toMatchObject({ to: [ADA], subject: "[Test] Your payment to Fernweh did not go through" });
    expect(message?.text).toMatch(/https:\/\/shop\.example\.com\/checkout\/co_/);
  });

  it("after the checkout's time is over is reported without a way back that leads nowhere", async () => {
    const id = await shop.readySession();
    const verbs = payBy("pending", "pending");
    await verbs.payWithToken({ sessionId: id, token: "tok_debit", buyer: ada });
    await verbs.checkOrder({ sessionId: id });
    shop.advance(3 * 86_400_000);
    const outcome = { kind: "declined", reason: "other", reference: "pay_debit" } as const;
    const event = { id: "evt_debit", attemptId: attemptId(`${id}:1`), reference: "pay_debit", outcome };
    const readWebhook: PaymentProvider["readWebhook"] = async () => ({
      kind: "read",
      events: [event],
      acknowledgement: { status: 200, body: "" },
    });
    const provider = { ...shop.context.provider, readWebhook };
    const bank = createVerbs({ ...shop.context, provider });
    await bank.receiveWebhook({ provider: provider.name, body: new Uint8Array(), headers: new Headers() });
    await runJob(shop.context, { kind: "send_mail", mailId: `debit_failed:${id}:1` });
    const [message] = await bench.folder.list();
    expect(message).toMatchObject({ to: [ADA], subject: "[Test] Your payment to Fernweh did not go through" });
    expect(message?.text).toContain("The checkout is closed by now.");
    expect(message?.text).not.toContain("/checkout/co_");
  });

  it("at once is on the buyer's screen, and no message is made", async () => {
    const id = await shop.readySession();
    await payBy("declined", "declined").payWithToken({ sessionId: id, token: "tok_card", buyer: ada });
    expect(await shop.context.store.mail(`debit_failed:${id}:1`)).toBeNull();
  });
});

describe("a buyer who is erased", () => {
  it("is written to no more, and what was kept about them is gone", async () => {
    const [sent, waiting] = [await paidOrder(shop), await paidOrder(shop)];
    await runJob(shop.context, { kind: "send_mail", mailId: `order_placed:${sent.id}` });
    expect(await bench.folder.sessions()).toEqual([sent.sessionId]);
    await shop.verbs.eraseBuyer(ADA);
    await runJob(shop.context, { kind: "send_mail", mailId: `order_placed:${waiting.id}` });
    expect(await bench.folder.list()).toEqual([]);
    expect((await shop.context.store.mail(`order_placed:${waiting.id}`))?.state).toBe("not_sent");
  });

  it("is forgotten in files that another instance's erasure left, within the next run", async () => {
    const order = await paidOrder(shop);
    await runJob(shop.context, { kind: "send_mail", mailId: `order_placed:${order.id}` });
    await createVerbs({ ...shop.context, mailer: null }).eraseBuyer(ADA);
    expect(await bench.folder.list()).toHaveLength(1);
    await forget(shop.context);
    expect(await bench.folder.list()).toEqual([]);
  });
});

describe("an address of a checkout", () => {
  it("is in the message in full when one and the same gave it and the e-mail address", async () => {
    const order = await paidOrder(shop);
    await runJob(shop.context, { kind: "send_mail", mailId: `order_placed:${order.id}` });
    expect((await bench.folder.list())[0]?.text).toContain("1 Main St\nNew York, NY 10001\nUnited States");
  });

  it("is redacted for whoever typed an e-mail address beside an address from elsewhere", async () => {
    const items = [{ productId: productId("mug"), offerId: null, quantity: 1 }];
    const prepared = await shop.verbs.prepareCheckout({ items, address: newYorker });
    if (prepared.kind !== "prepared") throw new Error(prepared.kind);
    const { id, link } = prepared.session;
    const page = shop.verbs.storefront({ surface: "web", link, browserSecret: "vera" });
    await page.updateCheckout({ sessionId: id, buyer: { ...ada, email: "eve@example.com" } });
    const paid = await shop.verbs.payWithToken({ sessionId: id, token: `tok_sandbox_ok_${id}`, buyer: ada });
    if (paid.kind !== "completed" || paid.order === null) throw new Error(paid.kind);
    await runJob(shop.context, { kind: "send_mail", mailId: `order_placed:${paid.order.id}` });
    const [message] = await bench.folder.list();
    expect(message).toMatchObject({ to: ["eve@example.com"] });
    expect(message?.text).toContain("Delivery address:\nA…\nNew York\nUnited States");
    expect(message?.text).not.toContain("1 Main St");
  });
});

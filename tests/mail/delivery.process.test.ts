import { afterEach, expect, it, vi } from "vitest";
import { smtpSender } from "#lib/mail/nodemailer.ts";
import { PATIENCE } from "#lib/store/pg-boss.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";
import { paidOrder } from "../purchase/orders/paid-order.ts";
import { openMailBench, type MailBench } from "./mail-bench.ts";
import { SmtpDouble, type MailServerBehaviour } from "./smtp-double.ts";

// It waits for several tries of the queue, each of which the mail server may let run into its time.
vi.setConfig({ testTimeout: 180_000 });

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A shop that sends to a mail server on this machine, with shorter pauses than in production. */
async function openSendingShop(): Promise<{ shop: TestShop; server: SmtpDouble; bench: MailBench }> {
  const server = await SmtpDouble.open({ disabledCommands: ["STARTTLS"] });
  const smtp = { host: "127.0.0.1", port: server.port, isImplicitTls: false, tls: "when_offered", auth: null } as const;
  const bench = openMailBench({ send: smtpSender(smtp, { withinMs: 1000, socketTimeout: 800 }), operator: [] });
  const patience = { ...PATIENCE, send_mail: { ...PATIENCE.send_mail, retryDelay: 1, retryDelayMax: 1 } };
  const shop = await openTestShop(undefined, { mailer: bench.mailer, patience });
  closing.push(
    () => server.close(),
    () => bench.close(),
    () => shop.close(),
  );
  await shop.startJobs();
  return { shop, server, bench };
}
const settled = (read: () => unknown) => expect.poll(read, { timeout: 90_000 });

it("a message that the mail server does not take for now is sent again until it does, once, and to nobody else", async () => {
  const { shop, server, bench } = await openSendingShop();
  const failures: MailServerBehaviour[] = [{ at: "RCPT TO", code: 451 }, "hang", "close"];
  server.behaviour = { at: "RCPT TO", code: 451 };
  const order = await paidOrder(shop);
  for (const behaviour of failures) {
    server.behaviour = behaviour;
    await new Promise((resolve) => void setTimeout(resolve, 2500));
    expect(server.received).toEqual([]);
  }
  server.behaviour = "accept";
  const state = async () => (await shop.context.store.mail(`order_placed:${order.id}`))?.state;
  await settled(state).toBe("sent");
  expect(server.received.map(({ to }) => to)).toEqual([["ada@example.com"]]);
  expect(await shop.jobs.dead(10)).toEqual([]);
  // With a mail server nothing is kept of what was sent, and no seller without an address is written to.
  expect(await bench.folder.list()).toEqual([]);
  expect(await shop.context.store.mail(`new_order:${order.id}`)).toBeNull();
});

it("a message that the mail server refuses for good is reported without an address, and not sent again", async () => {
  const { shop, server } = await openSendingShop();
  server.behaviour = { at: "RCPT TO", code: 550 };
  const order = await paidOrder(shop);
  const state = async () => (await shop.context.store.mail(`order_placed:${order.id}`))?.state;
  await settled(state).toBe("not_sent");
  expect(shop.reports).toMatchObject([
    {
      message: "the mail server refused a message for good",
      fields: { why: "the mail server answered 550 to RCPT TO" },
    },
  ]);
  expect(JSON.stringify(shop.reports)).not.toContain("ada@");
  expect(await shop.jobs.dead(10)).toEqual([]);
});

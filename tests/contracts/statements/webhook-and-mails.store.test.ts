import pg from "pg";
import { afterEach, expect, it, vi } from "vitest";
import { recordPayment } from "#lib/purchase/payment/record-payment.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import { runJob } from "#lib/purchase/run-job.ts";
import { openMailBench } from "../../mail/mail-bench.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { ada, openTestShop } from "../../fixtures/test-shop.ts";
import { createVerbs } from "../../fixtures/verbs.ts";

const postgres = realPostgres();
afterEach(() => vi.restoreAllMocks());

/** The texts that are sent from now on. */
function sentFromNow(): () => readonly string[] {
  const query = vi.spyOn(pg.Client.prototype, "query").mockClear();
  return () => {
    const sent = query.mock.calls.map(([one]) => one as string | { readonly text: string });
    const texts = sent.map((one) => (typeof one === "string" ? one : one.text));
    // A connection that is opened says first what it is to be like, and the queue looks after itself now and then.
    return texts.filter((text) => !text.startsWith("set ") && !text.includes("jobs."));
  };
}

it("a webhook that comes while the reply that says the same is recorded adds four statements, and neither loses a race", async () => {
  const shop = await openTestShop(await postgres.open(), { isBankSilent: true });
  const paying = async (hasWebhook: boolean) => {
    const { provider } = shop.context;
    const webhooks: Promise<unknown>[] = [];
    const context: PurchaseContext = {
      ...shop.context,
      provider: {
        ...provider,
        async chargeToken(request) {
          const outcome = await provider.chargeToken(request);
          if (!hasWebhook || outcome.kind !== "captured") return outcome;
          const { id: attemptId } = request.attempt;
          const event = { id: `evt_${attemptId}`, attemptId, reference: outcome.reference, outcome };
          // Behind the reply, as soon as that is being recorded.
          setImmediate(() => webhooks.push(recordPayment(shop.context, { attemptId, outcome, event })));
          return outcome;
        },
      },
    };
    const sessionId = await shop.readySession();
    const sent = sentFromNow();
    const paid = await createVerbs(context).payWithToken({
      sessionId,
      token: `tok_sandbox_ok_${sessionId}`,
      buyer: ada,
    });
    expect(paid.kind).toBe("completed");
    const recorded = await Promise.all(webhooks);
    if (hasWebhook) expect(recorded).toEqual([{ kind: "already_recorded" }]);
    return sent();
  };
  const alone = await paying(false);
  const raced = await paying(true);
  expect(raced.length - alone.length).toBe(4);
  expect(raced).not.toContain("rollback");
  await shop.close();
});

it("the two messages of an order are read by one statement, and each is noted as sent by one more", async () => {
  const bench = openMailBench();
  const shop = await openTestShop(await postgres.open(), { mailer: bench.mailer, isBankSilent: true });
  const sessionId = await shop.readySession();
  const paid = await shop.verbs.payWithToken({ sessionId, token: "tok_sandbox_ok", buyer: ada });
  const orderId = paid.kind === "completed" ? paid.order?.id : undefined;
  const ids = [`order_placed:${orderId}`, `new_order:${orderId}`];
  const sent = sentFromNow();
  await Promise.all(ids.map((mailId) => runJob(shop.context, { kind: "send_mail", mailId })));
  expect(sent()).toHaveLength(3);
  expect(await bench.folder.list()).toHaveLength(2);
  const states = await Promise.all(ids.map(async (id) => (await shop.context.store.mail(id))?.state));
  expect(states).toEqual(["sent", "sent"]);
  await shop.close();
  bench.close();
});

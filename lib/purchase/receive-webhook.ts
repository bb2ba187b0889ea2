import type { PurchaseContext } from "./context.ts";
import { recordPayment } from "./record-payment.ts";
import type { Verbs } from "./verbs.ts";

/**
 * Verifies a webhook and records its events. The event's id is claimed after its effect: recording is idempotent,
 * so a crash in between costs a repetition, never a lost payment.
 */
export async function receiveWebhook(
  context: PurchaseContext,
  request: Parameters<Verbs["receiveWebhook"]>[0],
): ReturnType<Verbs["receiveWebhook"]> {
  if (request.provider !== context.provider.name) return { kind: "no_such_provider" };
  const webhook = await context.provider.readWebhook(request.body, request.headers);
  if (webhook.kind === "forged") return { kind: "forged" };
  for (const event of webhook.events) {
    const recorded =
      event.attemptId === null
        ? { kind: "no_such_attempt" }
        : await recordPayment(context, { attemptId: event.attemptId, outcome: event.outcome });
    if (recorded.kind === "no_such_attempt")
      context.report(new Error("a payment event names no attempt of ours"), `event ${event.id} of ${request.provider}`);
    await context.store.transaction((transaction) => transaction.claimEvent(request.provider, event.id, context.now()));
  }
  return { kind: "read", acknowledgement: webhook.acknowledgement };
}

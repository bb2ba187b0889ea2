import { unreachable } from "../invariant.ts";
import type { PurchaseContext } from "./context.ts";
import type { WebhookOutcome } from "../store/webhook-store.ts";
import { receiveWebhook, type ReceiveWebhookOutcome, type WebhookRequest } from "./receive-webhook.ts";

const UNKNOWN = "unknown";

function outcomeOf(received: ReceiveWebhookOutcome): WebhookOutcome {
  switch (received.kind) {
    case "forged":
      return received.why ?? "wrong_signature";
    case "no_such_provider":
      return "unknown_provider";
    case "read":
      return received.isOtherMode === true ? "other_mode" : "accepted";
    default:
      return unreachable(received);
  }
}

/** What a payment provider may call. */
export type PaymentEvents = ReturnType<typeof createPaymentEvents>;

export function createPaymentEvents(context: PurchaseContext) {
  return {
    /** Verifies a webhook and records every event in it, each once. */
    async receiveWebhook(request: WebhookRequest): Promise<ReceiveWebhookOutcome> {
      const received = await receiveWebhook(context, request);
      // A name that a stranger made up is not kept.
      const provider = received.kind === "no_such_provider" ? UNKNOWN : request.provider;
      context.countWebhook(provider, outcomeOf(received));
      return received;
    },
  };
}

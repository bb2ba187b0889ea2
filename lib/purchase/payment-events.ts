import type { PurchaseContext } from "./context.ts";
import { receiveWebhook, type WebhookRequest } from "./receive-webhook.ts";

/** What a payment provider may call. */
export type PaymentEvents = ReturnType<typeof createPaymentEvents>;

export function createPaymentEvents(context: PurchaseContext) {
  return {
    /** Verifies a webhook and records every event in it, each once. */
    receiveWebhook: (request: WebhookRequest) => receiveWebhook(context, request),
  };
}

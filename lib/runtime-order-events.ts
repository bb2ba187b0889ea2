import { createHmac } from "node:crypto";
import type { Config } from "./config.ts";
import type { OrderEvent } from "./orders/order-event.ts";
import { orderEventBody } from "./wire/order-event.ts";

const ANSWER_WITHIN_MS = 10_000;

/**
 * Posts order events to the merchant's receiver, signed over the time and the raw body: `t=<seconds>,v1=<HMAC-SHA256>`.
 * Throws with the receiver's status when it did not take the event. Source: Agentic Commerce Protocol 2026-04-17,
 * webhooks; the header's name is the receiver's, because OpenAI's pages write another one.
 */
export function orderEventSender(
  receiver: NonNullable<Config["orderEvents"]>,
  publicUrl: string,
  now: () => Date,
): (event: OrderEvent) => Promise<void> {
  return async (event) => {
    const body = JSON.stringify(orderEventBody(event, publicUrl, receiver.names));
    const seconds = Math.floor(now().getTime() / 1000);
    const mac = createHmac("sha256", receiver.secret).update(`${seconds}.${body}`).digest("hex");
    const response = await fetch(receiver.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        [receiver.signatureHeader]: `t=${seconds},v1=${mac}`,
        "request-id": event.id,
        timestamp: now().toISOString(),
      },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the receiver answered ${response.status}`);
  };
}

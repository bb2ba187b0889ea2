import { createHmac } from "node:crypto";
import type { OrderReceiverConfig } from "../config/orders/events.ts";
import type { OrderEvent, OrderReceiver } from "../orders/order-event.ts";
import { orderEventBody } from "../wire/orders/event.ts";

export const ANSWER_WITHIN_MS = 10_000;

/**
 * The headers of an event, signed over the time and the raw body: `t=<seconds>,v1=<HMAC-SHA256>`, with a `v1` for each secret, so
 * that a receiver can replace its own. The header's name is the receiver's, because OpenAI's pages write another one.
 * ACP 2026-04-17, openapi.agentic_checkout_webhook.yaml:
 * https://github.com/agentic-commerce-protocol/agentic-commerce-protocol/tree/c2afc863b46b/spec/2026-04-17
 */
export function signedHeaders(event: {
  readonly id: string;
  readonly body: string;
  readonly header: string;
  readonly secrets: readonly string[];
  readonly now: Date;
}): Readonly<Record<string, string>> {
  const { id, body, header, secrets, now } = event;
  const seconds = Math.floor(now.getTime() / 1000);
  const macs = secrets.map((secret) => createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex"));
  return {
    "content-type": "application/json",
    [header]: `t=${seconds},${macs.map((mac) => `v1=${mac}`).join(",")}`,
    "request-id": id,
    timestamp: now.toISOString(),
  };
}

/**
 * Posts order events to one of the merchant's receivers. Throws with the reason when it did not take the event; redirects are
 * not followed.
 */
export function orderEventSender(
  receiver: OrderReceiverConfig,
  publicUrl: string,
  now: () => Date,
  answerWithinMs = ANSWER_WITHIN_MS,
): (event: OrderEvent) => Promise<void> {
  return async (event) => {
    const body = JSON.stringify(orderEventBody(event, publicUrl, receiver.names));
    const { secret, signatureHeader: header } = receiver;
    const headers = signedHeaders({ id: event.id, body, header, secrets: [secret], now: now() });
    const signal = AbortSignal.timeout(answerWithinMs);
    const response = await fetch(receiver.url, { method: "POST", headers, body, redirect: "manual", signal }).catch(
      (error: unknown) => {
        throw new Error(whyNoAnswer(error, answerWithinMs), { cause: error });
      },
    );
    await response.body?.cancel();
    if (response.status >= 300 && response.status < 400)
      throw new Error(`the receiver answered ${response.status}; redirects are not followed`);
    if (!response.ok) throw new Error(`the receiver answered ${response.status}`);
  };
}

/** The receivers of the settings, each with its sender. */
export const orderReceivers = (
  receivers: readonly OrderReceiverConfig[],
  publicUrl: string,
  now: () => Date,
): readonly OrderReceiver[] =>
  receivers.map((receiver) => ({
    name: receiver.name,
    sellers: receiver.sellers,
    send: orderEventSender(receiver, publicUrl, now),
  }));

/** For the operator, who reads it in the list of dead jobs; without the address, which may contain a key. */
function whyNoAnswer(error: unknown, answerWithinMs: number): string {
  if (error instanceof DOMException && error.name === "TimeoutError")
    return `the receiver did not answer within ${answerWithinMs / 1000} seconds`;
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return `the receiver could not be reached${typeof code === "string" ? ` (${code})` : ""}`;
}

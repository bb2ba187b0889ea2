import type { Config } from "../../config/config.ts";
import { isLoopbackHost } from "../../http/loopback.ts";
import type { SellerId } from "../../ids.ts";
import type { OrderEvent } from "../../orders/order-event.ts";
import type { ReceiverAnswer, ReceiverSender, ReceiverPing } from "../../orders/receiver-sender.ts";
import { guardedPost, isPostAddress, type PostRefusal } from "../../outbound/guarded-post.ts";
import { INTERNET, type Network } from "../../outbound/network.ts";
import { orderEventBody } from "../../wire/orders/event.ts";
import { ANSWER_WITHIN_MS, signedHeaders } from "../order-events.ts";
import { newToken } from "../secrets.ts";
import { openEncryption } from "./encryption.ts";

const HEADER = "Merchant-Signature";
const REASONS: Readonly<Record<PostRefusal, string>> = {
  bad_address: "the receiver's address may not be called",
  private_address: "the receiver's host is not on the internet",
  no_such_host: "the receiver's host is not known",
  no_connection: "the receiver takes no connection",
  bad_certificate: "the receiver's certificate is not valid for its host",
  broken_off: "the receiver broke the connection off",
  too_slow: "the receiver did not answer in time",
};

const UNREADABLE = {
  why: "unreadable_secret",
  text: "no key of SELLER_SECRETS_KEY opens the receiver's secret",
} as const;

/** Sends sellers' events, in the protocol's words, signed as to the receivers of the settings, past the guard for addresses of others. */
export function openReceiverSender(
  { sellerReceivers: { secretsKeys, allowedHosts }, publicUrl }: Pick<Config, "sellerReceivers" | "publicUrl">,
  now: () => Date,
  { network = INTERNET, answerWithinMs = ANSWER_WITHIN_MS }: { network?: Network; answerWithinMs?: number } = {},
): ReceiverSender {
  const encryption = secretsKeys === null ? null : openEncryption(secretsKeys);
  const isLoopbackAllowed = isLoopbackHost(new URL(publicUrl).hostname);
  const rulesFor = (seller: SellerId) => {
    const allowed = new Set(
      allowedHosts.flatMap((one) => (one.seller === null || one.seller === seller ? one.host : [])),
    );
    return { network, allowed, isLoopbackAllowed };
  };
  return {
    encryption,
    newSecret: () => `whsec_${newToken()}`,
    accepts: (url, seller) => isPostAddress(url, rulesFor(seller)),
    async send({ id, sellerId, url, secrets: encrypted }, event) {
      const secrets = encrypted.map((one) => encryption?.decrypt(one, id) ?? null);
      if (secrets[0] === null) return { kind: "failed", ...UNREADABLE, milliseconds: 0 };
      const body = JSON.stringify(bodyOf(event, publicUrl));
      const headers = signedHeaders({
        id: event.id,
        body,
        header: HEADER,
        secrets: secrets.filter((one) => one !== null),
        now: now(),
      });
      const begun = performance.now();
      const sent = { headers, body };
      const outcome = await guardedPost(url, sent, {
        ...rulesFor(sellerId),
        signal: AbortSignal.timeout(answerWithinMs),
      });
      return answerOf(outcome, Math.round(performance.now() - begun));
    },
  };
}

const bodyOf = (event: OrderEvent | ReceiverPing, publicUrl: string) =>
  event.type === "ping" ? { type: event.type, seller_id: event.sellerId } : orderEventBody(event, publicUrl, "acp");

function answerOf(outcome: Awaited<ReturnType<typeof guardedPost>>, milliseconds: number): ReceiverAnswer {
  if (outcome.kind === "refused")
    return { kind: "failed", why: outcome.reason, text: REASONS[outcome.reason], milliseconds };
  const { status } = outcome;
  if (status >= 200 && status < 300) return { kind: "taken", status, milliseconds };
  const isRedirect = status >= 300 && status < 400;
  const text = `the receiver answered ${status}${isRedirect ? "; redirects are not followed" : ""}`;
  return { kind: "failed", why: `answered_${status}`, text, milliseconds };
}

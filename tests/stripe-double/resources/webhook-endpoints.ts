import { createHmac } from "node:crypto";
import type { Books } from "../books.ts";
import { letters, newId, type StripeEvent, type Wire } from "./objects.ts";

export type WebhookEndpoint = Wire & {
  object: "webhook_endpoint";
  url: string;
  enabled_events: readonly string[];
  /** For what happens at connected accounts, and nothing of the own. */
  connect: boolean;
  /** The secrets that sign, the newest first: two while a rotation is under way. */
  $private: { readonly secrets: readonly string[] };
};

export type EndpointRequest = {
  readonly url: string;
  readonly secret?: string;
  readonly enabled_events?: readonly string[];
  readonly connect?: boolean;
};

/** An endpoint with its secret in the open, as Stripe shows it once. */
export function addEndpoint(books: Books, request: EndpointRequest): { readonly id: string; readonly secret: string } {
  const secret = request.secret ?? `whsec_${letters(16)}`;
  const endpoint = books.insert<WebhookEndpoint>({
    id: newId("we"),
    object: "webhook_endpoint",
    created: books.now(),
    enabled_events: request.enabled_events ?? ["*"],
    connect: request.connect ?? false,
    livemode: false,
    status: "enabled",
    url: request.url,
    $private: { secrets: [secret] },
  });
  return { id: endpoint.id, secret };
}

/** Gives the endpoint a new secret. Both sign until the old one is dropped by a rotation that does not keep it. */
export function rotateSecret(
  books: Books,
  id: string,
  request: { secret?: string; keep_old?: boolean },
): { readonly secret: string } {
  const endpoint = books.get<WebhookEndpoint>(id, "webhook_endpoint");
  if (endpoint === null) throw new Error(`There is no webhook endpoint ${id}.`);
  const secret = request.secret ?? `whsec_${letters(16)}`;
  const [newest] = endpoint.$private.secrets;
  endpoint.$private = { secrets: request.keep_old === true && newest !== undefined ? [secret, newest] : [secret] };
  return { secret };
}

/** Two scopes, two endpoints: https://docs.stripe.com/connect/webhooks. */
export const wants = (endpoint: WebhookEndpoint, { type, account }: StripeEvent): boolean =>
  (account !== undefined) === endpoint.connect &&
  (endpoint.enabled_events.includes("*") || endpoint.enabled_events.includes(type));

export function signatureOf(body: string, secrets: readonly string[], atSeconds: number): string {
  const signed = secrets.map(
    (secret) => `v1=${createHmac("sha256", secret).update(`${atSeconds}.${body}`).digest("hex")}`,
  );
  return [`t=${atSeconds}`, ...signed].join(",");
}

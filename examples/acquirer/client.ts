import { z } from "zod";
import type { Money } from "#lib/money.ts";
import { unknownBecause, type FailureKind, type ProviderFailure } from "#lib/payments/failure.ts";

const amount = z.object({ value: z.int().min(0), currency: z.string() });
const webAddress = z.string().refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ""));

const refund = z.object({
  refundReference: z.string().min(1),
  /** The name that the merchant gave it; null for one that was made by hand at the acquirer. */
  merchantReference: z.string().nullable(),
  amount,
  state: z.enum(["received", "refunded", "failed"]),
  /** ISO 8601. */
  receivedAt: z.iso.datetime(),
});
const payment = z.object({
  paymentReference: z.string().min(1),
  amount,
  state: z.enum(["redirect", "authorised", "refused", "captured", "capture_failed", "cancelled"]),
  /** A modification that was accepted and is not carried out yet. */
  requested: z.enum(["capture", "cancel"]).nullable(),
  refusalReason: z.string().nullable(),
  refunds: z.array(refund),
  redirectUrl: webAddress.nullable(),
});
const link = z.object({
  linkReference: z.string().min(1),
  state: z.enum(["open", "paid", "expired"]),
  url: webAddress,
});
const attempt = z.object({ links: z.array(link), payments: z.array(payment) });
const authorisation = z.discriminatedUnion("resultCode", [
  z.object({ resultCode: z.literal("Authorised"), paymentReference: z.string().min(1) }),
  z.object({ resultCode: z.literal("Redirect"), paymentReference: z.string().min(1), redirectUrl: webAddress }),
  z.object({ resultCode: z.literal("Refused"), paymentReference: z.string().min(1), refusalReason: z.string() }),
]);
const modification = z.object({ status: z.literal("received"), reference: z.string().min(1) });
const problem = z.object({ code: z.string().max(200) });

export type ServicePayment = z.infer<typeof payment>;
export type ServiceAttempt = z.infer<typeof attempt>;

/** `isReplay`: the service kept this answer from an earlier request under the same key, so it may be out of date. */
export type Reply<Answer> =
  | { readonly kind: "answered"; readonly answer: Answer; readonly isReplay: boolean }
  /** The key belongs to another request. */
  | { readonly kind: "key_conflict"; readonly why: ProviderFailure }
  /** Not taken, so this request changed nothing. */
  | { readonly kind: "refused"; readonly code: string; readonly why: ProviderFailure }
  | { readonly kind: "no_answer"; readonly why: ProviderFailure };

export type ServiceSettings = { readonly url: string; readonly key: string; readonly timeoutMs: number };
type Call = { readonly path: string; readonly body?: unknown; readonly key?: string; readonly timeoutMs?: number };

/** Statuses that do not say whether the request took effect, or that another one under its key is still running. */
const UNCERTAIN = new Set([408, 409, 425, 429]);

/** The service's calls over HTTP and JSON. Every error of the network ends here, as `no_answer`. */
export function createExampleAcquirerClient(settings: ServiceSettings) {
  const at = (reference: string) => encodeURIComponent(reference);
  const onWire = ({ amountMinor, currency }: Money) => ({ value: amountMinor, currency });
  const post = <Answer>(schema: z.ZodType<Answer>, call: Call) => send(settings, schema, call);
  return {
    authorise: (charge: { merchantReference: string; amount: Money; token: string; key: string }) =>
      post(authorisation, {
        path: "payments",
        body: { merchantReference: charge.merchantReference, amount: onWire(charge.amount), token: charge.token },
        key: charge.key,
      }),
    openLink: (page: { merchantReference: string; amount: Money; returnUrl: string; key: string }) =>
      post(link, {
        path: "links",
        body: { merchantReference: page.merchantReference, amount: onWire(page.amount), returnUrl: page.returnUrl },
        key: page.key,
      }),
    expireLink: (reference: string) => post(link, { path: `links/${at(reference)}/expiry`, body: {} }),
    modify: (
      action: "captures" | "cancels" | "refunds",
      change: { reference: string; amount: Money; merchantReference?: string; key?: string; timeoutMs?: number },
    ) =>
      post(modification, {
        path: `payments/${at(change.reference)}/${action}`,
        body: {
          amount: onWire(change.amount),
          ...(change.merchantReference === undefined ? {} : { merchantReference: change.merchantReference }),
        },
        ...(change.key === undefined ? {} : { key: change.key }),
        ...(change.timeoutMs === undefined ? {} : { timeoutMs: change.timeoutMs }),
      }),
    attempt: (merchantReference: string) =>
      send(settings, attempt, { path: `attempts?merchantReference=${at(merchantReference)}` }),
    payment: (reference: string) => send(settings, payment, { path: `payments/${at(reference)}` }),
  };
}
export type ExampleAcquirerClient = ReturnType<typeof createExampleAcquirerClient>;

async function send<Answer>(
  settings: ServiceSettings,
  schema: z.ZodType<Answer>,
  { path, body, key, timeoutMs }: Call,
): Promise<Reply<Answer>> {
  const address = `${settings.url}/v1/${path}`;
  const request = {
    method: body === undefined ? "GET" : "POST",
    headers: {
      "content-type": "application/json",
      "x-api-key": settings.key,
      ...(key === undefined ? {} : { "idempotency-key": key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  let response: Response;
  let text: string;
  try {
    const signal = AbortSignal.timeout(timeoutMs ?? settings.timeoutMs);
    response = await fetch(address, { ...request, redirect: "error", signal });
    text = await response.text();
  } catch (error) {
    // What `fetch` throws of the network: a time-out, or a TypeError with the cause inside.
    const isTimeout = error instanceof DOMException && error.name === "TimeoutError";
    return { kind: "no_answer", ...whyOf(isTimeout ? "timeout" : "connection") };
  }
  const json = jsonOf(text);
  const requestId = response.headers.get("request-id");
  if (response.ok) {
    const { data: answer } = schema.safeParse(json);
    if (answer === undefined) return { kind: "no_answer", ...whyOf("unreadable", requestId) };
    return { kind: "answered", answer, isReplay: response.headers.get("idempotent-replay") === "true" };
  }
  const { data: known } = problem.safeParse(json);
  if (known === undefined) return { kind: "no_answer", ...whyOf(kindOf(response.status), requestId) };
  const { code } = known;
  if (code === "key_conflict") return { kind: "key_conflict", ...whyOf("conflict", requestId) };
  const isRefusal = response.status >= 400 && response.status < 500 && !UNCERTAIN.has(response.status);
  const because = whyOf(kindOf(response.status), requestId, code);
  return isRefusal ? { kind: "refused", code, ...because } : { kind: "no_answer", ...because };
}

function kindOf(status: number): FailureKind {
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 408) return "timeout";
  if (status === 429) return "rate_limited";
  if (status === 409 || status === 425) return "conflict";
  return status >= 500 ? "server_error" : "request_rejected";
}

function whyOf(
  kind: FailureKind,
  requestId: string | null = null,
  message: string | null = null,
): { why: ProviderFailure } {
  return { why: unknownBecause(kind, message, requestId).why };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

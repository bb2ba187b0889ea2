import Stripe from "stripe";
import { z } from "zod";
import type { ForgedWhy, PaymentEvent } from "../provider.ts";
import { attemptOf, isMarked, isOfOther, isOfPage, refundKeyOf, type InstallationMark } from "./metadata.ts";
import { declinedOutcome, intentOutcome, pageOutcome } from "./outcome.ts";

/** How old a webhook may be, and how far in the future. */
const TOLERANCE_S = 300;

const metadata = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value) => value ?? null);
const stripeEvent = z.object({
  id: z.string().min(1).max(255),
  type: z.string().max(255),
  livemode: z.boolean(),
  /** The seller's own account where it happened. */
  account: z.string().max(255).optional(),
  data: z.object({ object: z.unknown() }),
});
const intentObject = z.object({
  id: z.string(),
  status: z.string(),
  amount_received: z.number().default(0),
  currency: z.string(),
  metadata,
  last_payment_error: z
    .object({ code: z.string().nullish(), decline_code: z.string().nullish() })
    .nullish()
    .transform((value) => value ?? null),
  next_action: z
    .object({ redirect_to_url: z.object({ url: z.string().nullable() }).optional() })
    .nullish()
    .transform((value) => value ?? null),
});
const pageObject = z.object({
  id: z.string(),
  status: z.string().nullable(),
  payment_status: z.string(),
  payment_intent: z
    .union([z.string(), intentObject])
    .nullish()
    .transform((value) => value ?? null),
  amount_total: z.number().nullable(),
  currency: z.string().nullable(),
  url: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
  metadata,
});
const marked = z.object({ metadata });
const chargeObject = z.object({ payment_intent: z.string(), metadata });
const alertObject = z.object({ payment_intent: z.string() });
const refundObject = z.object({ payment_intent: z.string(), metadata });

/**
 * The bytes as the text that was signed, or null unless one of the secrets signed exactly these bytes within five
 * minutes of `now`. The package compares in constant time; it lets the future pass and drops a byte order mark, which
 * are refused here.
 */
export function verifiedText(
  body: Uint8Array,
  header: string | null,
  secrets: readonly string[],
  now: Date,
): string | null {
  const seconds = /(?:^|,)t=(\d{1,12})(?:,|$)/.exec(header ?? "")?.[1];
  if (header === null || seconds === undefined || Number(seconds) - now.getTime() / 1000 > TOLERANCE_S) return null;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
    return secrets.some((secret) => isSigned(text === "" ? body : text, header, secret, now)) ? text : null;
  } catch {
    return null;
  }
}

/** Why `verifiedText` refused a webhook. */
export function forgedWhy(body: Uint8Array, header: string | null, secrets: readonly string[]): ForgedWhy {
  const seconds = /(?:^|,)t=(\d{1,12})(?:,|$)/.exec(header ?? "")?.[1];
  if (header === null || header === "") return "unsigned";
  if (seconds === undefined) return "wrong_signature";
  // With the time that it names it is neither old nor of the future: what is right then is wrong by its time alone.
  const itsOwnTime = new Date(Number(seconds) * 1000);
  return verifiedText(body, header, secrets, itsOwnTime) === null ? "wrong_signature" : "clock_differs";
}

function isSigned(payload: string | Uint8Array, header: string, secret: string, now: Date): boolean {
  try {
    const { signature } = Stripe.webhooks;
    return signature?.verifyHeader(payload, header, secret, TOLERANCE_S, undefined, now.getTime()) ?? false;
  } catch {
    return false;
  }
}

/**
 * What a verified webhook reports of payments. Other objects at the same account and other types give no event. `at`: only what
 * happened at that seller's account. A seller has business without us, so what does not bear our mark there waits for nobody.
 */
export function eventsIn(
  text: string,
  mode: "test" | "live",
  mark: InstallationMark = {},
  at: string | null = null,
): PaymentEvent[] {
  const event = readEvent(text, mode);
  const facts = event === null ? null : factsBy(event.type, event.object);
  if (event === null || facts === null || (at !== null && event.account !== at)) return [];
  const { account } = event;
  const made = marked.safeParse(event.object).data?.metadata ?? null;
  const isStranger =
    account !== undefined && !(mark.installation_id === undefined ? facts.attemptId !== null : isMarked(made, mark));
  const isOther = isStranger || isOfOther(made, mark);
  const where = account === undefined ? {} : { account };
  return [{ id: event.id, ...facts, ...where, ...(isOther ? { isOfOther: true } : {}) }];
}

/** An event's name, its type and what it is about; null for what is no event, or one of the other mode. */
export function readEvent(
  text: string,
  mode: "test" | "live",
): { id: string; type: string; object: unknown; account?: string } | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const { data: event } = stripeEvent.safeParse(json);
  if (event === undefined || event.livemode !== (mode === "live")) return null;
  const { id, type, account } = event;
  return { id, type, object: event.data.object, ...(account === undefined ? {} : { account }) };
}

/** True for an event of the same secret that is of the other mode: somebody gave the endpoint's secret of one to the other. */
export const isOfOtherMode = (text: string, mode: "test" | "live"): boolean =>
  readEvent(text, mode) === null && readEvent(text, mode === "live" ? "test" : "live") !== null;

type EventFacts = Omit<PaymentEvent, "id"> | null;

function factsBy(type: string, object: unknown): EventFacts {
  switch (type) {
    case "payment_intent.succeeded":
    case "payment_intent.payment_failed":
    case "payment_intent.canceled":
    case "payment_intent.processing":
    case "payment_intent.requires_action":
      return factsByIntent(type, object);
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
    case "checkout.session.async_payment_failed":
    case "checkout.session.expired":
      return factsByPage(type, object);
    case "charge.refunded":
      return factsByCharge(object);
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
    case "charge.refund.updated":
      return factsByRefund(object);
    case "charge.dispute.created":
    case "charge.dispute.updated":
    case "charge.dispute.funds_withdrawn":
    case "charge.dispute.funds_reinstated":
    case "charge.dispute.closed":
    case "radar.early_fraud_warning.created":
    case "radar.early_fraud_warning.updated":
    case "review.opened":
    case "review.closed":
      return factsByAlert(object);
    default:
      return null;
  }
}

/** On a page only the money counts: a card that is declined there leaves it open, and its end is the page's own event. */
function factsByIntent(type: string, object: unknown): EventFacts {
  const { data: intent } = intentObject.safeParse(object);
  const attemptId = attemptOf(intent?.metadata ?? null);
  if (intent === undefined || attemptId === null) return null;
  if (isOfPage(intent.metadata) && type !== "payment_intent.succeeded") return null;
  return factsOf(attemptId, intent.id, intentOutcome(intent));
}

function factsByPage(type: string, object: unknown): EventFacts {
  const { data: page } = pageObject.safeParse(object);
  const attemptId = attemptOf(page?.metadata ?? null);
  if (page === undefined || attemptId === null) return null;
  // The event names the failure's payment and not its reason.
  const outcome = type === "checkout.session.async_payment_failed" ? declinedOutcome({}) : pageOutcome(page);
  return factsOf(attemptId, page.id, outcome);
}

function factsOf(
  attemptId: PaymentEvent["attemptId"],
  id: string,
  outcome: ReturnType<typeof pageOutcome>,
): EventFacts {
  if (outcome.kind === "unknown" || outcome.kind === "absent") return null;
  return { attemptId, reference: "reference" in outcome ? outcome.reference : id, outcome };
}

function factsByCharge(object: unknown): EventFacts {
  const { data: charge } = chargeObject.safeParse(object);
  const attemptId = attemptOf(charge?.metadata ?? null);
  if (charge === undefined || attemptId === null) return null;
  return refundsChanged(charge.payment_intent, attemptId, true);
}

/** A refund that somebody made at Stripe bears no mark of ours; whether its payment is ours, our books say. */
function factsByRefund(object: unknown): EventFacts {
  const { data: refund } = refundObject.safeParse(object);
  if (refund === undefined) return null;
  return refundsChanged(refund.payment_intent, null, refundKeyOf(refund.metadata) !== null);
}

/** Ours are made by PaymentIntents. What the object says of itself is read again. */
function factsByAlert(object: unknown): EventFacts {
  const { data: alert } = alertObject.safeParse(object);
  if (alert === undefined) return null;
  const { payment_intent: reference } = alert;
  return { attemptId: null, reference, outcome: { kind: "alerts_changed", reference } };
}

/** What the object says is not read: events come in any order, and the refunds themselves are the truth. */
function refundsChanged(reference: string, attemptId: PaymentEvent["attemptId"], isOurs: boolean): EventFacts {
  return { attemptId, reference, outcome: { kind: "refunds_changed", reference, isOurs } };
}

import { z } from "zod";
import { attemptId, type AttemptId } from "#lib/ids.ts";
import type { ExampleAcquirerClient } from "./client.ts";
import { amountOf } from "./outcome.ts";
import { isSigned, notificationItem, type NotificationItem } from "./signature.ts";
import type { LookUpOutcome, PaymentEvent, PaymentProvider } from "#lib/payments/provider.ts";

/** A batch contains at least one item: an empty one proves nothing about who sent it. */
const batch = z.object({ notificationItems: z.array(notificationItem).min(1).max(100) });

const ACCEPTED = { status: 200, body: "[accepted]" } as const;
/** Any other answer makes the service send the batch again. */
const NOT_NOW = { status: 503, body: "not now" } as const;

type Desk = {
  readonly hmacKeys: readonly string[];
  readonly client: ExampleAcquirerClient;
  /** What is true of the attempt now, whatever the notification says that happened. */
  readonly lookUp: (id: AttemptId) => Promise<LookUpOutcome>;
};

/**
 * Reads a batch of notifications. One item that is not signed makes the whole batch forged: its sender is not the
 * service, and the items that are signed may be copies. Nothing says how old an item is, so a repetition must be
 * harmless: only a capture is taken at its word, for everything else the service is asked for the state of now.
 */
export async function readBatch(desk: Desk, body: Uint8Array): ReturnType<PaymentProvider["readWebhook"]> {
  const read = batch.safeParse(jsonOf(body));
  if (!read.success || !read.data.notificationItems.every((item) => isSigned(item, desk.hmacKeys)))
    return { kind: "forged" };
  const events: PaymentEvent[] = [];
  for (const item of read.data.notificationItems) {
    const event = await eventOf(desk, item);
    if (event === "not_now") return { kind: "read", events, acknowledgement: NOT_NOW };
    if (event !== null) events.push(event);
  }
  return { kind: "read", events, acknowledgement: ACCEPTED };
}

async function eventOf(desk: Desk, item: NotificationItem): Promise<PaymentEvent | "not_now" | null> {
  const { eventCode, reference, originalReference, merchantReference, success } = item;
  const id = [eventCode, reference, success].join(":");
  const attempt = /^.+:\d+$/.test(merchantReference) ? attemptId(merchantReference) : null;
  switch (eventCode) {
    case "CAPTURE": {
      if (success === "false") return stateOfNow(desk, id, attempt);
      const amount = amountOf(item.amount);
      if (amount === null || originalReference === "") return null;
      const outcome = { kind: "captured", reference: originalReference, amount } as const;
      return { id, attemptId: attempt, reference: originalReference, outcome };
    }
    case "AUTHORISATION":
    case "CANCELLATION":
      return stateOfNow(desk, id, attempt);
    case "REFUND":
      return originalReference === "" ? null : refundsChanged(desk, id, attempt, originalReference);
    default:
      return null;
  }
}

/** A refused try on a payment page is no decline of the attempt, and an item may come late: so the attempt is looked up. */
async function stateOfNow(desk: Desk, id: string, attempt: AttemptId | null): Promise<PaymentEvent | "not_now" | null> {
  if (attempt === null) return null;
  const outcome = await desk.lookUp(attempt);
  if (outcome.kind === "unknown") return "not_now";
  if (outcome.kind === "absent") return null;
  return { id, attemptId: attempt, reference: "reference" in outcome ? outcome.reference : null, outcome };
}

/** The item reports one refund, done or failed; whoever gets the event reads all of the payment. */
async function refundsChanged(
  { client }: Desk,
  id: string,
  attempt: AttemptId | null,
  reference: string,
): Promise<PaymentEvent | "not_now" | null> {
  const reply = await client.payment(reference);
  if (reply.kind !== "answered") return reply.kind === "refused" && reply.code === "not_found" ? null : "not_now";
  const outcome = { kind: "refunds_changed", reference, isOurs: attempt !== null } as const;
  return { id, attemptId: attempt, reference, outcome };
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}

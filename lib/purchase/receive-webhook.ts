import type { AttemptId } from "../ids.ts";
import type { ForgedWhy, PaymentEvent, PaymentProvider } from "../payments/provider.ts";
import type { StoredEvent } from "../store/store.ts";
import { configured, contextAt, contextWith, isAt, platformOf, sellersProvider } from "./accounts.ts";
import type { PurchaseContext } from "./context.ts";
import { applyAlertsChanged } from "./disputes/read-alerts.ts";
import { applyRefundsChanged } from "./orders/read-refunds.ts";
import { claimEvent } from "./payment/claim-event.ts";
import { recordPayment } from "./payment/record-payment.ts";
import { applyAccountEvent } from "./sellers/account.ts";
import { applyPlanEvent } from "./plans/settle-entitlement.ts";

export type WebhookRequest = { readonly provider: string; readonly body: Uint8Array; readonly headers: Headers };

type VerifiedWebhook = Extract<Awaited<ReturnType<PaymentProvider["readWebhook"]>>, { kind: "read" }>;

export type ReceiveWebhookOutcome =
  | { readonly kind: "forged"; readonly why?: ForgedWhy }
  | { readonly kind: "no_such_provider" }
  | {
      readonly kind: "read";
      readonly isOtherMode?: boolean;
      readonly acknowledgement: { readonly status: number; readonly body: string };
    };

/** How soon an event that came before what it is about is looked at again; the job repeats it with growing pauses. */
const LOOK_AGAIN_AFTER_MS = 2000;

/**
 * Verifies a webhook and records its events, in any order and any number of times. An event that names nothing we know
 * is parked and matched later: it may have come before our own write, or belong to nobody.
 */
export async function receiveWebhook(
  context: PurchaseContext,
  request: WebhookRequest,
): Promise<ReceiveWebhookOutcome> {
  const named = configured(context).filter(({ name }) => name === request.provider);
  if (named.length === 0) return { kind: "no_such_provider" };
  // Accounts of one provider share the route; whose secret signed it says which one it comes from.
  let why: ForgedWhy | undefined;
  const verified: { readonly provider: PaymentProvider; readonly webhook: VerifiedWebhook }[] = [];
  for (const provider of named) {
    const webhook = await provider.readWebhook(request.body, request.headers).catch((error: unknown) => {
      const fields = { provider: request.provider, call: "readWebhook" };
      context.report({ level: "error", message: "the payment adapter threw", fields, error });
      // Not acknowledged, so the provider sends it again.
      throw error;
    });
    if (webhook.kind === "forged") {
      // The reason that is nearest to being accepted, of whichever account.
      if (why !== "clock_differs") why = webhook.why ?? why;
      continue;
    }
    verified.push({ provider, webhook });
  }
  const [first] = verified;
  if (first === undefined) return why === undefined ? { kind: "forged" } : { kind: "forged", why };
  const { webhook } = first;
  for (const event of webhook.events) {
    context.failpoint("event_read");
    if (!(await isOfItsAccount(context, first.provider.name, event))) {
      reportStrange(context, first.provider.name, event);
      continue;
    }
    const own = await contextOfEvent(
      context,
      verified.map(({ provider }) => provider),
      event,
    );
    if (!(await applyEvent(own, event)) && event.isOfOther !== true) await park(own, event);
  }
  const present = contextWith(context, first.provider);
  for (const event of webhook.planEvents ?? []) await applyPlanEvent(present, event);
  for (const event of webhook.accountEvents ?? []) await applyAccountEvent(present, event);
  return { kind: "read", isOtherMode: webhook.isOtherMode ?? false, acknowledgement: webhook.acknowledgement };
}

/**
 * False of what a seller's own account reports of a payment that is not there. Whoever has an account with the platform can
 * write our marks on a payment of their own, so the account must be the one in our books.
 */
async function isOfItsAccount(context: PurchaseContext, provider: string, event: PaymentEvent): Promise<boolean> {
  if (event.account === undefined) return true;
  const { store } = context;
  const id = await attemptOf(context, provider, event);
  const taken = "reference" in event.outcome ? await store.capture(provider, event.outcome.reference) : null;
  const at = taken ?? (id === null ? null : await store.attempt(id));
  return at === null ? id === null && event.isOfOther !== true : at.account === event.account;
}

function reportStrange({ report }: PurchaseContext, provider: string, { id, isOfOther }: PaymentEvent): void {
  if (isOfOther === true) return;
  const message = "an event of a seller's account names a payment of another account and is dropped";
  report({ level: "error", message, fields: { provider, eventId: id } });
}

/** The attempt that an event is about: by its own id, else by the provider's name for the payment; null: none of ours. */
async function attemptOf(
  { store }: PurchaseContext,
  provider: string,
  { attemptId, reference }: PaymentEvent,
): Promise<AttemptId | null> {
  return attemptId ?? (reference === null ? null : store.attemptByReference(provider, reference));
}

/**
 * The account that an event came from, of those whose secret signed it: two keys of one account share its endpoint, so the
 * account of what the event is about decides, and else the first that is configured.
 */
async function contextOfEvent(
  context: PurchaseContext,
  verified: readonly PaymentProvider[],
  event: PaymentEvent,
): Promise<PurchaseContext> {
  const [first = context.provider] = verified;
  // A seller's own account reports through the platform's endpoint; what happened there is read and recorded there.
  if (event.account !== undefined) {
    const [provider, ...earlierProviders] = verified;
    const at = { provider: first.name, account: event.account };
    const platform = await platformOf({ provider: provider ?? first, earlierProviders }, at, context.store);
    return contextWith(context, sellersProvider(platform ?? first, { account: event.account, networkId: null }));
  }
  if (verified.length < 2) return contextWith(context, first);
  const { store } = context;
  const id = await attemptOf(context, first.name, event);
  const attempt = id === null ? null : await store.attempt(id);
  for (const provider of attempt === null ? [] : verified)
    if (attempt !== null && (await isAt(context, provider, attempt, store))) return contextWith(context, provider);
  return contextWith(context, first);
}

/** Applies an event that was parked. Which account it came from is not stored: it is the one of what it is about, or nobody's. */
export async function applyParked(context: PurchaseContext, { provider, event }: StoredEvent): Promise<boolean> {
  const { store } = context;
  const { outcome } = event;
  const id = await attemptOf(context, provider, event);
  const taken = "reference" in outcome ? await store.capture(provider, outcome.reference) : null;
  const at = taken ?? (id === null ? null : await store.attempt(id));
  const own = at === null ? null : await contextAt(context, at);
  return own !== null && own.provider.name === provider && (await applyEvent(own, event));
}

/** True when the event's attempt was found and the event is recorded, now or earlier. */
async function applyEvent(context: PurchaseContext, event: PaymentEvent): Promise<boolean> {
  const { outcome } = event;
  if (outcome.kind === "refunds_changed") return applyRefundsChanged(context, event, outcome);
  if (outcome.kind === "alerts_changed") return applyAlertsChanged(context, event, outcome.reference);
  const attemptId = await attemptOf(context, context.provider.name, event);
  if (attemptId === null) return false;
  const recorded = await recordPayment(context, { attemptId, outcome, event });
  context.failpoint("event_applied");
  return recorded.kind !== "no_such_attempt" || isListed(context, event);
}

/** Money of an attempt that our books lost is listed for a person, who needs no event of it. */
async function isListed(context: PurchaseContext, event: PaymentEvent): Promise<boolean> {
  const { store, provider } = context;
  const { outcome } = event;
  if (outcome.kind !== "captured" || (await store.capture(provider.name, outcome.reference)) === null) return false;
  await store.transaction((transaction) => claimEvent(context, transaction, event));
  return true;
}

async function park(context: PurchaseContext, event: PaymentEvent): Promise<void> {
  const { name } = context.provider;
  const occurredAt = context.now();
  const parked = await context.store.transaction(async (transaction) => {
    if (!(await transaction.insertEvent({ provider: name, event, state: "parked", receivedAt: occurredAt })))
      return false;
    const later = new Date(occurredAt.getTime() + LOOK_AGAIN_AFTER_MS);
    await transaction.enqueue({ kind: "apply_event", provider: name, eventId: event.id }, later);
    return true;
  });
  context.failpoint("event_parked");
  if (!parked) return;
  const fields = { provider: name, eventId: event.id };
  context.report({ level: "error", message: "a payment event names nothing of ours and is parked", fields });
}

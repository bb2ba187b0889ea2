import { comparableEmail } from "../../checkout/email-address.ts";
import type { CheckoutSession } from "../../checkout/session.ts";
import type { SessionId } from "../../ids.ts";
import { shipmentProgress, type ShipmentProgress } from "../../orders/shipment.ts";
import type { Retention } from "../../orders/retention.ts";
import type { RememberedBy } from "../../store/buyers/remembered-store.ts";
import type { HeldRows } from "../../store/privacy-store.ts";
import { stateOf, type PurchaseContext } from "../context.ts";
import { holderOfEmail } from "../plans/subscribe.ts";
import { eraseSession, type EraseOutcome } from "./erase-session.ts";

const PAGE = 2000;
const MAX_HOLDERS = 1000;

/** A purchase of the buyer, for whoever decides about it. */
export type FoundPurchase = {
  readonly sessionId: SessionId;
  readonly status: CheckoutSession["status"];
  readonly orderNumber: string | null;
  /** Null without an order. */
  readonly progress: ShipmentProgress | null;
  /** Money is under way: erased later. */
  readonly isOpen: boolean;
};

export type BuyerData = {
  readonly exportedAt: string;
  readonly email: string;
  /** How long each kind of column is kept, and which columns are of which kind. */
  readonly keptDays: Retention;
  readonly keptAs: PurchaseContext["store"]["dataMap"];
  readonly purchases: readonly HeldRows[];
  readonly subscriptions: HeldRows;
  /** What the address's owner had remembered at a purchase that is not among these. */
  readonly remembered: readonly unknown[];
};

export type Erasure = {
  readonly outcomes: readonly (FoundPurchase & { readonly outcome: EraseOutcome["kind"] })[];
  /** Subscriptions that are over and name nobody now. */
  readonly subscriptionsErased: number;
  /** Subscriptions that must be canceled first. */
  readonly subscriptionsLive: readonly string[];
};

/**
 * The sessions whose buyer, or whose order's buyer, has this e-mail address, in any case and any form of Unicode. Reads
 * through all of them, because no index of the database compares so.
 */
async function sessionsOf(context: PurchaseContext, email: string): Promise<readonly SessionId[]> {
  const wanted = comparableEmail(email);
  const found: SessionId[] = [];
  for (let after = ""; wanted !== "";) {
    const buyers = await context.store.buyers(after, PAGE);
    for (const { sessionId, emails } of buyers)
      if (emails.some((one) => comparableEmail(one) === wanted)) found.push(sessionId);
    const last = buyers.at(-1);
    if (last === undefined) break;
    after = last.sessionId;
  }
  return found;
}

/** A holder without a reference of the merchant's is the address's digest; one with may be the address itself. */
const holdersOf = (email: string): readonly string[] => [
  ...new Set([holderOfEmail(email), holderOfEmail(comparableEmail(email)), email.trim(), comparableEmail(email)]),
];

/** Who had details with this e-mail address remembered. Reads through all of them, as `sessionsOf` does. */
async function rememberersOf(context: PurchaseContext, email: string): Promise<readonly RememberedBy[]> {
  const wanted = comparableEmail(email);
  const found: RememberedBy[] = [];
  for (let offset = 0; wanted !== ""; offset += PAGE) {
    const page = await context.store.rememberedEmails(offset, PAGE);
    found.push(...page.filter((one) => comparableEmail(one.email) === wanted));
    if (page.length < PAGE) break;
  }
  return found;
}

/** What of a buyer is here. Reads only. */
export async function findBuyer(context: PurchaseContext, email: string): Promise<readonly FoundPurchase[]> {
  const found: FoundPurchase[] = [];
  for (const id of await sessionsOf(context, email)) {
    const session = await context.store.session(id);
    if (session === null) continue;
    const { order } = await stateOf(context.store, session);
    found.push({
      sessionId: id,
      status: session.status,
      orderNumber: order?.number ?? null,
      progress: order === null ? null : shipmentProgress(order),
      isOpen: await context.store.isMoneyOpen(id),
    });
  }
  return found;
}

/** Everything that is held of a buyer, for the buyer to read; that it was read is in the audit trail. */
export async function exportBuyer(context: PurchaseContext, email: string): Promise<BuyerData> {
  const purchases: HeldRows[] = [];
  for (const id of await sessionsOf(context, email)) purchases.push(await context.store.heldRows(id));
  const subscriptions = await context.store.heldSubscriptions(holdersOf(email));
  const remembered: unknown[] = [];
  for (const by of await rememberersOf(context, email)) remembered.push(...(await context.store.heldRemembered(by)));
  const occurredAt = context.now();
  await context.store.transaction((transaction) =>
    transaction.insertAuditEntry({
      occurredAt,
      action: "privacy_exported",
      actor: "command",
      subject: null,
      why: null,
      details: { buyer: context.buyerDigest(email), purchases: purchases.length },
    }),
  );
  return {
    exportedAt: occurredAt.toISOString(),
    email,
    keptDays: context.retention,
    keptAs: context.store.dataMap,
    purchases,
    subscriptions,
    remembered,
  };
}

/** Erases a buyer's details everywhere. What money stands against is erased later, by itself, and is named. */
export async function eraseBuyer(context: PurchaseContext, email: string): Promise<Erasure> {
  const outcomes: Erasure["outcomes"][number][] = [];
  for (const purchase of await findBuyer(context, email)) {
    const { kind } = await eraseSession(context, purchase.sessionId, { by: "command" });
    if (kind === "erased" || kind === "already_erased") await context.mailer?.forget(purchase.sessionId);
    outcomes.push({ ...purchase, outcome: kind });
  }
  for (const by of await rememberersOf(context, email))
    await context.store.transaction((transaction) => transaction.forgetRemembered(by.shopperId, by.sellerId));
  const holders = holdersOf(email);
  const subscriptionsErased = await context.store.transaction(async (transaction) => {
    const erased = await transaction.eraseHolders(holders, context.now(), MAX_HOLDERS);
    if (erased > 0)
      await transaction.insertAuditEntry({
        occurredAt: context.now(),
        action: "privacy_erased",
        actor: "command",
        subject: null,
        why: null,
        details: { buyer: context.buyerDigest(email), subscriptions: erased },
      });
    return erased;
  });
  const live = (await context.store.heldSubscriptions(holders))["entitlements"] ?? [];
  const subscriptionsLive = live.map((row) =>
    typeof row === "object" && row !== null && "id" in row ? String(row.id) : "",
  );
  return { outcomes, subscriptionsErased, subscriptionsLive };
}

import type { SellerId } from "../../ids.ts";
import type { AccountEvent, SellerAccount } from "../../payments/seller-accounts.ts";
import type { AccountFacts } from "../../sellers/record.ts";
import { configured } from "../accounts.ts";
import { mailUrgent, sinceWhen } from "../mail/requirements.ts";
import { retryOnConflict, transactionWithRollback, type PurchaseContext } from "../context.ts";
import { unusableAt, toStoreWithAccount } from "./records.ts";

export type ReadAccountOutcome =
  | { readonly kind: "read"; readonly facts: AccountFacts }
  /** No account is named, or the provider has none of that id, or no accounts at all. */
  | { readonly kind: "no_account" }
  /** The provider gave no answer, or does not take our request; `why` is for the operator. */
  | { readonly kind: "unread"; readonly why: string };

/**
 * Reads a seller's account at the provider and stores what it says. Nothing else says it: an event, or a seller who comes
 * back, only asks for this. Of two readings the one that began later stays, in whatever order they end.
 */
export async function readSellerAccount(context: PurchaseContext, id: SellerId): Promise<ReadAccountOutcome> {
  const [record] = await context.store.sellerRecords([id]);
  const account = record?.accountId ?? null;
  return account === null ? { kind: "no_account" } : readAccount(context, account);
}

/** Reads an account once, and stores what it says for every seller who has it: several may, where a setting allows that. */
async function readAccount(context: PurchaseContext, account: string): Promise<ReadAccountOutcome> {
  // In the context of a seller's own account it is the platform's that reads it.
  const service = configured(context).find((one) => one.sellerAccounts !== null)?.sellerAccounts ?? null;
  if (service === null) return { kind: "no_account" };
  const startedAt = context.now();
  const outcome = await service.read(account);
  if (outcome.kind !== "account" && outcome.kind !== "no_such_account") return { kind: "unread", why: outcome.kind };
  const facts =
    outcome.kind === "account" ? factsOf(context, outcome.account, startedAt) : unusableAt(account, startedAt);
  for (const { id } of await context.store.sellersAtAccounts([account])) await saveFacts(context, id, facts);
  return outcome.kind === "account" ? { kind: "read", facts } : { kind: "no_account" };
}

/** What is stored of an account. Under `direct` a seller receives by charging, and is sent no transfers. */
export function factsOf(
  { marketplace }: Pick<PurchaseContext, "marketplace">,
  { id, canReceive, canCharge, canPayOut, requirements, disabledReason, isClosed }: SellerAccount,
  readAt: Date,
): AccountFacts {
  const receives = marketplace.model === "direct" ? canCharge : canReceive;
  return { id, canReceive: receives, canCharge, canPayOut, requirements, disabledReason, isClosed, readAt };
}

export type NamedAccount =
  | { readonly kind: "read"; readonly facts: AccountFacts }
  | {
      readonly kind: "refused";
      readonly why: "no_such_account" | "no_accounts" | "account_unread";
    };

/**
 * Reads an account that somebody names for a seller: one that the provider does not have for us is none. Whether it is another
 * seller's, the transaction that stores it asks (accountConflict).
 */
export async function readNamedAccount(context: PurchaseContext, id: string): Promise<NamedAccount> {
  const service = context.provider.sellerAccounts;
  if (service === null) return { kind: "refused", why: "no_accounts" };
  const startedAt = context.now();
  const outcome = await service.read(id);
  if (outcome.kind === "account") return { kind: "read", facts: factsOf(context, outcome.account, startedAt) };
  return { kind: "refused", why: outcome.kind === "no_such_account" ? "no_such_account" : "account_unread" };
}

/** Stores what was read, unless something that was read later stands there, and tells the seller what is newly wanted. */
export async function saveFacts(context: PurchaseContext, id: SellerId, facts: AccountFacts): Promise<void> {
  await retryOnConflict(context, () =>
    transactionWithRollback<"saved" | "conflict">(context.store, async (transaction, rollback) => {
      const [record] = await transaction.sellerRecords([id]);
      if (record === undefined || record.accountId !== facts.id) return "saved";
      if (record.account !== null && record.account.readAt > facts.readAt) return "saved";
      const isReady = facts.canReceive && record.readyAt === null;
      const next = {
        ...record,
        account: { ...facts, ...sinceWhen(record.account, facts) },
        readyAt: isReady ? facts.readAt : record.readyAt,
        updatedAt: context.now(),
      };
      if (!(await transaction.saveSeller(toStoreWithAccount(next, context.sellers.inFile.sellers), record.revision)))
        return rollback("conflict");
      await mailUrgent(context, transaction, record, facts);
      return "saved";
    }),
  );
}

/**
 * The provider refused something for sellers. A seller who disconnected may be reported by nothing else, so their accounts are
 * read, and their records follow. Whatever comes of it, the refusal itself is recorded already.
 */
export async function readRefusedSellers(context: PurchaseContext, ids: readonly SellerId[]): Promise<void> {
  for (const sellerId of ids)
    await readSellerAccount(context, sellerId).catch((error: unknown) =>
      context.report({
        level: "error",
        message: "the account of a seller for whom the payment provider refused something is not read yet",
        fields: { sellerId },
        error,
      }),
    );
}

/**
 * Something about an account changed: it is read again, once for each event. Throws where the provider gives no answer, so
 * that the event is not acknowledged and comes again. An account that is no seller's of ours changes nothing.
 */
export async function applyAccountEvent(
  context: PurchaseContext,
  { id: eventId, account }: AccountEvent,
): Promise<void> {
  const { store, provider } = context;
  const name = { scope: `account_event:${provider.name}`, key: eventId };
  if ((await store.request(name)) !== null) return;
  if ((await store.sellersAtAccounts([account])).length === 0) return;
  const outcome = await readAccount(context, account);
  if (outcome.kind === "unread") throw new Error(`the account ${account} cannot be read now: ${outcome.why}`);
  await store.transaction((transaction) =>
    transaction.insertRequest({ ...name, bodyHash: account, apiVersion: null }, context.now()),
  );
}

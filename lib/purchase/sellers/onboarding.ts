import type { SellerId } from "../../ids.ts";
import {
  accountUse,
  type AccountOutcome,
  type NewAccount,
  type SellerAccountService,
} from "../../payments/seller-accounts.ts";
import { sellerOf, type Seller, type SellerField } from "../../sellers/record.ts";
import type { StoreTransaction } from "../../store/store.ts";
import { timingSafeEqualText } from "../../timing-safe-equal.ts";
import { retryOnConflict, transactionWithRollback, type PurchaseContext } from "../context.ts";
import { factsOf, readSellerAccount, saveFacts } from "./account.ts";
import { accountConflict, accountRulesOf } from "./account-owner.ts";
import { noteAct } from "./audit.ts";
import { toStore } from "./records.ts";
import { isStillValid, mayName, type SellerCaller } from "./caller.ts";

export type OnboardOutcome =
  /** Of one use, for minutes: it is answered to who asks and is never stored. */
  | { readonly kind: "link"; readonly url: string; readonly expiresAt: Date | null; readonly seller: Seller }
  | { readonly kind: "not_found" }
  /** The provider has no accounts of sellers. */
  | { readonly kind: "no_accounts" }
  /** They have left. */
  | { readonly kind: "closed" }
  /** What the provider needs before it makes an account. */
  | { readonly kind: "fields_missing"; readonly fields: readonly SellerField[] }
  | { readonly kind: "unanswered"; readonly why: string };

/** The provider's link may be asked for again for this long after somebody proved who they are, however often. */
const REFRESH_MS = 60 * 60_000;
/** A seller may take this long at the provider, and the address that they come back to still reads their account. */
const RETURN_MS = 7 * 24 * 60 * 60_000;
/** So many accounts of one seller were closed; with more than that a person has a look. */
const MAX_CLOSED = 10;

/** Makes a seller's account at the provider, the first time, and a link by which the seller tells the provider who they are. */
export async function onboardSeller(
  context: PurchaseContext,
  { id, caller }: { readonly id: SellerId; readonly caller: SellerCaller },
): Promise<OnboardOutcome> {
  if (!mayName(caller, id)) return { kind: "not_found" };
  return startLink(context, id, { caller, refreshUntil: secondsAfter(context, REFRESH_MS) });
}

type Start = { readonly caller: SellerCaller | null; readonly refreshUntil: number };

async function startLink(
  context: PurchaseContext,
  id: SellerId,
  { caller, refreshUntil }: Start,
): Promise<OnboardOutcome> {
  const service = context.provider.sellerAccounts;
  // Read before the record, so that an account that is opened at this moment is not among those that were left.
  const past = await context.store.accountsOpenedFor(id);
  const [record] = await context.store.sellerRecords([id]);
  if (record === undefined) return { kind: "not_found" };
  if (service === null) return { kind: "no_accounts" };
  if (record.state === "closed") return { kind: "closed" };
  const seller = sellerOf(record, context.sellers.inFile.sellers);
  // One that is closed opens no more; what the shop file names, only the file changes.
  const closed = seller.facts?.isClosed === true && !seller.inFile.includes("account") ? seller.account : null;
  let account = closed === null ? seller.account : null;
  if (account === null) {
    const { name, country } = seller;
    const email = seller.ownerEmail ?? seller.email;
    if (name === null || email === null || country === null) {
      const missing = { name, ownerEmail: email, country };
      const fields = (["name", "ownerEmail", "country"] as const).filter((field) => missing[field] === null);
      return { kind: "fields_missing", fields };
    }
    const use = accountUse(context.marketplace.model);
    // They had one before, which was taken from them.
    const left = seller.account === null ? (record.account?.id ?? null) : null;
    const before = { last: closed ?? left, past };
    const made = await openAccount(context, service, { sellerId: id, name, email, country, use }, before);
    if (made.kind !== "account") return { kind: "unanswered", why: made.kind };
    account = await keepAccount(context, id, { account: made.account.id, closed, caller });
    if (account === null) return { kind: "unanswered", why: "account_of_another" };
    if (account === made.account.id) await saveFacts(context, id, factsOf(context, made.account, context.now()));
  }
  const base = `${context.publicUrl}/sellers/${encodeURIComponent(id)}`;
  const refreshUrl = `${base}/refresh?token=${tokenOf(context, "refresh", id, refreshUntil)}`;
  const returnUrl = `${base}/return?token=${tokenOf(context, "return", id, secondsAfter(context, RETURN_MS))}`;
  const isValid = await context.store.transaction((transaction) => mayGoOn(transaction, caller, id));
  if (!isValid) return { kind: "not_found" };
  const link = await service.link({ id: account, refreshUrl, returnUrl });
  if (link.kind !== "link") return { kind: "unanswered", why: link.kind };
  return { kind: "link", url: link.url, expiresAt: link.expiresAt, seller: await context.sellers.one(id) };
}

/**
 * Makes an account. A key is one account for ever, also when it was closed or left since, so after each of those the key is
 * another: it names the one before. An answer that is repeated says how the account was, and so it is read. Nor is one taken
 * that was theirs before: whoever left may come back as somebody else. What was made and never kept is, unless somebody named it
 * for another seller meanwhile.
 */
async function openAccount(
  context: PurchaseContext,
  service: SellerAccountService,
  seller: Omit<NewAccount, "key">,
  { last, past }: { readonly last: string | null; readonly past: ReadonlySet<string> },
): Promise<AccountOutcome> {
  const first = `seller:${seller.sellerId}:${seller.use}`;
  let key = last === null ? first : `${first}:after:${last}`;
  for (let made = 0; made < MAX_CLOSED; made += 1) {
    const opened = await service.create({ ...seller, key });
    if (opened.kind !== "account") return opened;
    const now = await service.read(opened.account.id);
    if (now.kind !== "no_such_account" && now.kind !== "account") return now;
    const isOpen = now.kind === "account" && !now.account.isClosed && !past.has(now.account.id);
    if (isOpen && !(await isAnothers(context, seller.sellerId, now.account.id))) return now;
    key = `${first}:after:${opened.account.id}`;
  }
  return { kind: "no_such_account" };
}

const isAnothers = async (context: PurchaseContext, id: SellerId, accountId: string): Promise<boolean> =>
  (await context.store.transaction((transaction) =>
    accountConflict(transaction, [{ id, accountId }], accountRulesOf(context)),
  )) !== null;

/** Whoever comes by the address that the provider was given has no key that could be revoked. */
const mayGoOn = async (transaction: StoreTransaction, caller: SellerCaller | null, id: SellerId): Promise<boolean> =>
  caller === null || isStillValid(transaction, caller, id);

type Kept = { readonly account: string | null };

/** Stores an account that was made, unless another one was named meanwhile; answers the one that counts. Null: it is another's. */
async function keepAccount(
  context: PurchaseContext,
  id: SellerId,
  of: { readonly account: string; readonly closed: string | null; readonly caller: SellerCaller | null },
): Promise<string | null> {
  const { account, closed, caller } = of;
  const kept = await retryOnConflict(context, () =>
    transactionWithRollback<Kept | "conflict">(context.store, async (transaction, rollback) => {
      const [record] = await transaction.sellerRecords([id]);
      if (record === undefined || (record.accountId !== null && record.accountId !== closed))
        return { account: record?.accountId ?? account };
      const next = { ...record, given: { ...record.given, account }, updatedAt: context.now() };
      const stored = toStore(next, context.sellers.inFile.sellers);
      if ((await accountConflict(transaction, [stored], accountRulesOf(context))) !== null) return { account: null };
      // What was made is kept for nobody; the caller is refused before the link.
      if (!(await mayGoOn(transaction, caller, id))) return { account };
      if (!(await transaction.saveSeller(stored, record.revision))) return rollback("conflict");
      const details = { fields: "account", account };
      await noteAct(transaction, { id, caller }, context.now(), { action: "seller_changed", why: null, details });
      return { account };
    }),
  );
  return kept.account;
}

type Purpose = "refresh" | "return";

const secondsAfter = ({ now }: PurchaseContext, ms: number): number => Math.floor((now().getTime() + ms) / 1000);

const signatureOf = ({ customerDigest }: PurchaseContext, purpose: Purpose, id: SellerId, seconds: number): string =>
  customerDigest(`seller_${purpose}:${seconds}:${id}`);

const tokenOf = (context: PurchaseContext, purpose: Purpose, id: SellerId, seconds: number): string =>
  `${seconds}.${signatureOf(context, purpose, id, seconds)}`;

/** Until when a token of ours holds, in seconds; null: it is none, or for something else, or its time is over. */
function untilOf(context: PurchaseContext, purpose: Purpose, id: SellerId, token: string): number | null {
  const [text = "", signature = ""] = token.slice(0, 200).split(".");
  const seconds = /^\d{10}$/.test(text) ? Number(text) : 0;
  if (!timingSafeEqualText(signature, signatureOf(context, purpose, id, seconds))) return null;
  return seconds * 1000 > context.now().getTime() ? seconds : null;
}

/**
 * The provider's link was used up or too old, and the browser comes to the address that was given with it: with a token of
 * ours, which is signed and ends, because anybody could otherwise begin an onboarding. A link that it leads to ends with the
 * same hour. Null: it proves nothing.
 */
export async function refreshOnboarding(
  context: PurchaseContext,
  { id, token }: { readonly id: SellerId; readonly token: string },
): Promise<OnboardOutcome | null> {
  const refreshUntil = untilOf(context, "refresh", id, token);
  return refreshUntil === null ? null : startLink(context, id, { caller: null, refreshUntil });
}

/**
 * A seller came back from the provider, which proves nothing: their account is read, and whether it can receive money now is
 * the answer. Without the token of the address that was given to the provider nothing is read and nothing said.
 */
export async function returnFromOnboarding(
  context: PurchaseContext,
  { id, token }: { readonly id: SellerId; readonly token: string },
): Promise<"ready" | "not_ready" | "unknown"> {
  if (untilOf(context, "return", id, token) === null) return "unknown";
  const [record] = await context.store.sellerRecords([id]);
  const readAt = record?.account?.readAt.getTime() ?? 0;
  // Whoever has the address may open it again and again: the provider is asked no more than once in some seconds.
  if (record !== undefined && context.now().getTime() - readAt >= READ_EVERY_MS) await readSellerAccount(context, id);
  const seller = await context.sellers.one(id);
  if (record === undefined || seller.facts === null) return "unknown";
  return seller.facts.canReceive ? "ready" : "not_ready";
}

const READ_EVERY_MS = 5000;

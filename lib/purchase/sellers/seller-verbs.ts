import { sellerId, type SellerId } from "../../ids.ts";
import {
  changedFields,
  fieldsThatDiffer,
  problemsWith,
  type SellerChange,
  type SellerFieldProblem,
} from "../../sellers/change.ts";
import {
  fileFieldsOf,
  sellerOf,
  type FileSeller,
  type Seller,
  type SellerField,
  type SellerRecord,
} from "../../sellers/record.ts";
import { nameWords } from "../../sellers/name-words.ts";
import type { SellerState } from "../../sellers/seller.ts";
import { moveSeller } from "../../sellers/states.ts";
import type { AuditEntry } from "../../store/audit-store.ts";
import type { SellerQuery, SellerToStore } from "../../store/sellers/seller-store.ts";
import { retryOnConflict, transactionWithRollback, type PurchaseContext } from "../context.ts";
import { sinceWhen } from "../mail/requirements.ts";
import { noteAct } from "./audit.ts";
import { readNamedAccount, readSellerAccount, type NamedAccount } from "./account.ts";
import { onboardSeller, refreshOnboarding, returnFromOnboarding } from "./onboarding.ts";
import { ruleDetails, ruleWarnings, taxProblems, taxWarnings, type RuleWarning } from "./rule-changes.ts";
import { hasAccountOfOtherFile, newSeller, toStore, toStoreWithAccount } from "./records.ts";
import { accountConflict, accountRulesOf } from "./account-owner.ts";
import { isSellers, isStillValid, mayName, type SellerCaller } from "./caller.ts";

type Act = { readonly id: SellerId; readonly caller: SellerCaller; readonly isDryRun?: boolean };

export type SellerOutcome =
  /** `before`: as they were; null: they are new. */
  | {
      readonly kind: "saved";
      readonly seller: Seller;
      readonly before: Seller | null;
      readonly isChanged: boolean;
      /** What its rules leave out from now on, which may be meant. */
      readonly warnings?: readonly RuleWarning[];
    }
  /** Also when the caller's key is not for this seller. */
  | { readonly kind: "not_found" }
  | { readonly kind: "exists"; readonly seller: Seller }
  | { readonly kind: "not_yours" }
  | { readonly kind: "refused"; readonly problems: readonly SellerFieldProblem[] }
  | {
      readonly kind: "not_allowed";
      readonly from: SellerState;
      readonly to: SellerState;
      readonly allowed: readonly SellerState[];
      readonly isForOperator: boolean;
    };

/** What an operator, or a system with a key, does with sellers. */
export function sellerVerbs(context: PurchaseContext) {
  const { store, sellers } = context;
  const file = sellers.inFile.sellers;
  return {
    /** Says what a seller must have to be paid. */
    moneyModel: () => context.marketplace.model,
    /** What a seller's own taxes leave untaxed, which may be meant. */
    taxWarnings: (seller: Seller) => taxWarnings(context, seller),
    /** By their ids; at most `limit`. `text`: those whose id begins with it, or whose names have words that begin so. */
    async sellerPage({ text = null, ...query }: SellerPageQuery): Promise<readonly Seller[]> {
      const search = text === null ? null : { text, alsoNamed: namedInFile(file, text) };
      return (await store.sellerPage({ ...query, search })).map((record) => sellerOf(record, file));
    },
    /** Null when there is no record of that id, or the key is not for it. */
    seller: async (id: SellerId, only: readonly SellerId[] | null = null): Promise<Seller | null> => {
      const [record] = only === null || only.includes(id) ? await store.sellerRecords([id]) : [];
      return record === undefined ? null : sellerOf(record, file);
    },
    addSeller: (request: AddSellerRequest) => addSeller(context, request),
    changeSeller: (request: ChangeSellerRequest) => changeSeller(context, request),
    moveSeller: (request: MoveSellerRequest) => move(context, request),
    /** A link by which a seller tells the provider who they are; their account is made where there is none. */
    onboardSeller: (request: Parameters<typeof onboardSeller>[1]) => onboardSeller(context, request),
    refreshOnboarding: (request: Parameters<typeof refreshOnboarding>[1]) => refreshOnboarding(context, request),
    returnFromOnboarding: (request: Parameters<typeof returnFromOnboarding>[1]) =>
      returnFromOnboarding(context, request),
    /** Reads a seller's account at the provider now. */
    readSellerAccount: (id: SellerId) => readSellerAccount(context, id),
  };
}

export type SellerPageQuery = Omit<SellerQuery, "search"> & { readonly text?: string | null };

/** Sellers of whose name in the shop file some word begins with each word of a text; as the store finds those of records. */
function namedInFile(file: readonly FileSeller[], text: string): readonly SellerId[] {
  const wanted = nameWords(text.toLowerCase());
  if (wanted.length === 0) return [];
  return file.flatMap(({ seller, fields: { name, legalName } }) => {
    const words = nameWords(`${name ?? ""} ${legalName ?? ""}`.toLowerCase());
    const isNamed = wanted.every((one) => words.some((word) => word.startsWith(one)));
    return seller !== "*" && isNamed ? [sellerId(seller)] : [];
  });
}

export type AddSellerRequest = Act & {
  readonly change: SellerChange;
  readonly state: SellerState;
  readonly why: string;
};

/** Adds a seller. One with a key of their own cannot add others. */
async function addSeller(context: PurchaseContext, request: AddSellerRequest): Promise<SellerOutcome> {
  const { id, change, caller, state, why } = request;
  const file = context.sellers.inFile.sellers;
  if (isSellers(caller)) return { kind: "not_yours" };
  const problems = [
    ...problemsWith(change, { inFile: inFileOf(context, id), isSeller: false, before: null }),
    ...taxProblems(context, id, change),
  ];
  if (problems.length > 0) return { kind: "refused", problems };
  const named = await namedAccount(context, change, null);
  if (named?.kind === "refused") return accountRefused(named.why);
  return transactionWithRollback<SellerOutcome>(context.store, async (transaction, rollback) => {
    const origin = caller.by === "command" ? "command" : "api";
    const given = changedFields({}, change);
    const record = withAccount(toStore(newSeller(id, { state, why, origin, given }, context.now()), file), named);
    const isAnothers = (await accountConflict(transaction, [record], accountRulesOf(context))) !== null;
    const added = isAnothers ? new Set() : await transaction.insertSellers([record]);
    if (!added.has(id)) {
      const [known] = await transaction.sellerRecords([id]);
      return known === undefined
        ? accountRefused("account_of_another")
        : { kind: "exists", seller: sellerOf(known, file) };
    }
    await noteAct(transaction, request, context.now(), { action: "seller_added", why, details: { state } });
    const seller = sellerOf(record, file);
    const warnings = taxWarnings(context, seller);
    const outcome: SellerOutcome = { kind: "saved", seller, before: null, isChanged: true, warnings };
    return request.isDryRun === true ? rollback(outcome) : outcome;
  });
}

export type ChangeSellerRequest = Act & { readonly change: SellerChange; readonly why?: string | null };

/** Changes what is said of a seller; all of it or nothing. */
async function changeSeller(context: PurchaseContext, request: ChangeSellerRequest): Promise<SellerOutcome> {
  const { id, caller, change } = request;
  const inFile = inFileOf(context, id);
  const file = context.sellers.inFile.sellers;
  const problemsOf = (record: SellerRecord) => [
    ...problemsWith(change, {
      inFile: hasAccountOfOtherFile(record, file) ? [...inFile, "account"] : inFile,
      isSeller: isSellers(caller),
      before: sellerOf(record, file),
    }),
    ...taxProblems(context, id, change),
  ];
  const [known] = mayName(caller, id) ? await context.store.sellerRecords([id]) : [];
  const mayRead = known !== undefined && problemsOf(known).length === 0;
  const named = mayRead ? await namedAccount(context, change, known.accountId) : null;
  if (named?.kind === "refused") return accountRefused(named.why);
  const namesAccount = change.account !== undefined;
  const outcome = await onRecord(context, { ...request, named, namesAccount }, (record) => {
    const problems = problemsOf(record);
    if (problems.length > 0) return { kind: "refused", problems };
    const given = changedFields(record.given, change);
    const fields = fieldsThatDiffer(record.given, given);
    if (fields.length === 0) return "unchanged";
    const details = { fields: fields.join(" "), ...ruleDetails(record.given, given) };
    const entry = { action: "seller_changed", why: request.why ?? null, details } as const;
    return { record: { ...record, given }, entry };
  });
  if (outcome.kind !== "saved" || outcome.before === null || !outcome.isChanged) return outcome;
  const left = (change.taxes ?? null) === null ? [] : taxWarnings(context, outcome.seller);
  return { ...outcome, warnings: [...ruleWarnings(context, outcome.before, outcome.seller), ...left] };
}

export type MoveSellerRequest = Act & { readonly to: SellerState; readonly why: string };

/** Lets a seller begin, pause or end selling. What is open stays and is settled. */
function move(context: PurchaseContext, request: MoveSellerRequest): Promise<SellerOutcome> {
  const { to, why, caller } = request;
  return onRecord(context, request, (record) => {
    const moved = moveSeller(record.state, to, isSellers(caller) ? "seller" : "operator");
    if (moved.kind === "unchanged") return "unchanged";
    if (moved.kind === "refused") return { ...moved, kind: "not_allowed", from: record.state, to };
    const entry = { action: "seller_moved", why, details: { from: record.state, to } } as const;
    return { record: { ...record, state: to, why, since: context.now() }, entry };
  });
}

type Entry = Pick<AuditEntry, "action" | "why" | "details">;
type Decided =
  "unchanged" | Exclude<SellerOutcome, { kind: "saved" }> | { readonly record: SellerRecord; readonly entry: Entry };

/** Reads the record, decides, and stores what was decided with its entry in the audit trail. */
function onRecord(
  context: PurchaseContext,
  request: Act & { readonly named?: NamedAccount | null; readonly namesAccount?: boolean },
  decide: (record: SellerRecord) => Decided,
): Promise<SellerOutcome> {
  const { id, caller } = request;
  const file = context.sellers.inFile.sellers;
  return retryOnConflict(context, () =>
    transactionWithRollback<SellerOutcome | "conflict">(context.store, async (transaction, rollback) => {
      const [record] = mayName(caller, id) ? await transaction.sellerRecords([id]) : [];
      if (record === undefined) return { kind: "not_found" };
      const decided = decide(record);
      if (decided === "unchanged")
        return { kind: "saved", seller: sellerOf(record, file), before: sellerOf(record, file), isChanged: false };
      if ("kind" in decided) return decided;
      const next = { ...decided.record, updatedAt: context.now() };
      const stored =
        request.namesAccount === true
          ? withAccount(toStore(next, file), request.named ?? null)
          : toStoreWithAccount(next, file);
      const isNamed = stored.accountId !== record.accountId;
      if (isNamed && (await accountConflict(transaction, [stored], accountRulesOf(context))) !== null)
        return accountRefused("account_of_another");
      if (!(await isStillValid(transaction, caller, id))) return { kind: "not_found" };
      if (!(await transaction.saveSeller(stored, record.revision))) return rollback("conflict");
      await noteAct(transaction, request, context.now(), decided.entry);
      const before = sellerOf(record, file);
      const outcome: SellerOutcome = { kind: "saved", seller: sellerOf(stored, file), before, isChanged: true };
      return request.isDryRun === true ? rollback(outcome) : outcome;
    }),
  );
}

/** What the provider says of an account that a change names; null: it names none, or the one that is there. */
async function namedAccount(
  context: PurchaseContext,
  { account = null }: SellerChange,
  before: string | null,
): Promise<NamedAccount | null> {
  return account === null || account === before ? null : readNamedAccount(context, account);
}

type WhyRefused = Extract<NamedAccount, { kind: "refused" }>["why"] | "account_of_another";
const accountRefused = (why: WhyRefused): SellerOutcome => ({
  kind: "refused",
  problems: [{ field: "account", kind: why }],
});

/** A record with what was read of the account that it names now. */
function withAccount(record: SellerToStore, named: NamedAccount | null): SellerToStore {
  if (named?.kind !== "read" || named.facts.id !== record.accountId) return record;
  const account = { ...named.facts, ...sinceWhen(null, named.facts) };
  return { ...record, account, readyAt: named.facts.canReceive ? named.facts.readAt : null };
}

const inFileOf = ({ sellers }: PurchaseContext, id: SellerId): readonly SellerField[] =>
  Object.keys(fileFieldsOf(sellers.inFile.sellers, id) ?? {}) as SellerField[];

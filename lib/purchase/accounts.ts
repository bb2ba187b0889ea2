import type { ProviderAccount } from "../payments/account.ts";
import type { PaymentProvider } from "../payments/provider.ts";
import type { OpenAtAccount } from "../store/account-store.ts";
import type { StoreReads } from "../store/store.ts";
import type { PurchaseContext } from "./context.ts";

/** Where an attempt or a payment is; null in rows of earlier releases. */
type At = { readonly provider: string | null; readonly account: string | null };
type Providers = Pick<PurchaseContext, "provider" | "earlierProviders">;
type Reads = Pick<StoreReads, "accountIds">;

/** Every configured adapter, the present one first. */
export const configured = ({ provider, earlierProviders }: Providers): readonly PaymentProvider[] => [
  provider,
  ...earlierProviders,
];

/** The context of another configured adapter: what is asked and recorded in it, is so at that account. */
export function contextWith(context: PurchaseContext, provider: PaymentProvider): PurchaseContext {
  if (provider === context.provider) return context;
  return { ...context, provider, earlierProviders: configured(context).filter((one) => one !== provider) };
}

/**
 * The context in which an attempt or a payment is asked about: that of the account where it is, and of no other. Null when
 * no adapter of that account is configured; then nobody is asked, and nothing is concluded.
 */
export async function contextAt(
  context: PurchaseContext,
  at: At,
  reads: Reads = context.store,
): Promise<PurchaseContext | null> {
  for (const provider of configured(context))
    if (await isAt(context, provider, at, reads)) return contextWith(context, provider);
  return null;
}

/** True when an adapter is for the account of an attempt or a payment. Two keys to one account are known by its own id. */
export async function isAt(
  context: Providers,
  { name, account }: PaymentProvider,
  at: At,
  reads: Reads,
): Promise<boolean> {
  if (at.account === null) return isOnlyCandidate(context, name, at.provider);
  if (name !== at.provider) return false;
  if (account === at.account) return true;
  const ids = await reads.accountIds(name);
  const id = ids.get(at.account) ?? null;
  return id !== null && ids.get(account) === id;
}

/**
 * True when an adapter is known to be for another account than that of an attempt: by the provider's name, or by the account's
 * own id of both. A key that was rotated and has not been asked yet is not known to be another's.
 */
export async function isKnownElsewhere({ name, account }: PaymentProvider, at: At, reads: Reads): Promise<boolean> {
  if (at.provider !== null && at.provider !== name) return true;
  if (at.account === null || at.account === account) return false;
  const ids = await reads.accountIds(name);
  const [here, there] = [ids.get(account) ?? null, ids.get(at.account) ?? null];
  return here !== null && there !== null && here !== there;
}

/** A row of an earlier release belongs to the one adapter that it can belong to, until it is named at a start. */
function isOnlyCandidate(context: Providers, name: string, provider: string | null): boolean {
  const candidates = configured(context).filter((one) => provider === null || one.name === provider);
  return candidates.length === 1 && candidates[0]?.name === name;
}

/** What is not finished at accounts that no adapter is configured for. */
export async function openElsewhere(context: PurchaseContext): Promise<readonly OpenAtAccount[]> {
  const open = await context.store.openByAccount();
  const isElsewhere = await Promise.all(open.map(async (at) => (await contextAt(context, at)) === null));
  return open.filter((_, index) => isElsewhere[index]);
}

/** Those that this process has asked and that would not say: rights change, so the next process asks again. */
const withheld = new WeakSet<PaymentProvider>();

/** Asks each provider which account our key is for, until it has said so. Repeated by the sweep. */
export async function learnAccounts(context: PurchaseContext): Promise<void> {
  for (const adapter of configured(context)) {
    const { name, account, readAccountId } = adapter;
    if (readAccountId === null || withheld.has(adapter)) continue;
    const known = (await context.store.accountIds(name)).get(account) ?? null;
    if (known !== null) continue;
    const answer = await readAccountId();
    if (answer.kind === "unknown") continue;
    if (answer.kind === "withheld") withheld.add(adapter);
    const id = answer.kind === "account" ? answer.id : null;
    const at: ProviderAccount = { provider: name, account };
    await context.store.transaction((transaction) => transaction.saveAccountId(at, id, context.now()));
  }
}

import type { ProviderAccount } from "../payments/account.ts";
import type { PaymentProvider } from "../payments/provider.ts";
import type { OpenAtAccount } from "../store/account-store.ts";
import type { StoreReads } from "../store/store.ts";
import type { PurchaseContext } from "./context.ts";

/** Where an attempt or a payment is; null in rows of earlier releases. */
type At = { readonly provider: string | null; readonly account: string | null };
type Providers = Pick<PurchaseContext, "provider" | "earlierProviders">;
type Reads = Pick<StoreReads, "accountIds" | "sellersAccount">;

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
  const adapter = await adapterOf(context, at, reads);
  if (adapter === null) return null;
  const { provider, isSellers } = adapter;
  return contextWith(
    context,
    isSellers ? sellersProvider(provider, { account: at.account, networkId: null }) : provider,
  );
}

/** The configured adapter that leads to an account; `isSellers`: to a seller's own account, by that of the platform. */
async function adapterOf(
  context: Providers,
  at: At,
  reads: Reads,
): Promise<{ readonly provider: PaymentProvider; readonly isSellers: boolean } | null> {
  for (const provider of configured(context))
    if (await isAt(context, provider, at, reads)) return { provider, isSellers: false };
  const provider = await platformOf(context, at, reads);
  return provider === null ? null : { provider, isSellers: true };
}

/**
 * The adapter of the platform's account that a seller's own account is connected to; null where it is none that we know, or no
 * key to that account is configured: another account of ours sees nothing of it.
 */
export async function platformOf(
  context: Providers,
  { provider: name, account }: At,
  reads: Reads,
): Promise<PaymentProvider | null> {
  const able = configured(context).filter((one) => one.name === name && one.at !== null);
  if (able.length === 0 || name === null || account === null) return null;
  const known = await reads.sellersAccount(name, account);
  if (known === null) return null;
  // Rows of earlier releases do not say; there was one account then.
  if (known.platform === null) return able[0] ?? null;
  for (const one of able) if (await isAt(context, one, { provider: name, account: known.platform }, reads)) return one;
  return null;
}

type AtSeller = { readonly account: string | null; readonly networkId: string | null };

/** The provider as it is at a seller's own account; itself where there is no seller, or it has no such part. */
export function sellersProvider(provider: PaymentProvider, seller: AtSeller | undefined): PaymentProvider {
  if (seller === undefined || seller.account === null || provider.at === null) return provider;
  return provider.at({ account: seller.account, networkId: seller.networkId });
}

/** So many sellers' accounts are read at once. */
const PAGE = 200;

/**
 * Every configured adapter, and the sellers' own accounts with payments begun since a moment or with an open one, page by page.
 * `since`: from when on the account's books are to be read, so that what is open there is in them.
 */
export async function* accountsToCompare(
  context: PurchaseContext,
  since: Date,
): AsyncGenerator<{ readonly provider: PaymentProvider; readonly since: Date }, undefined> {
  for (const provider of configured(context)) yield { provider, since };
  const ids = rememberedIds(context.store);
  for (let after: ProviderAccount | null = null; ;) {
    const page = await context.store.sellersAccounts({ since, after, limit: PAGE });
    for (const row of page) {
      const reads = { accountIds: ids, sellersAccount: async () => row };
      const platform = await platformOf(context, row, reads);
      if (platform === null) continue;
      const { account, openSince } = row;
      const from = openSince !== null && openSince < since ? openSince : since;
      yield { provider: sellersProvider(platform, { account, networkId: null }), since: from };
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return undefined;
    after = last;
  }
}

/** Asks for each provider's accounts once. */
function rememberedIds({ accountIds }: Pick<StoreReads, "accountIds">): Reads["accountIds"] {
  const known = new Map<string, ReturnType<StoreReads["accountIds"]>>();
  return (name) => {
    const ids = known.get(name) ?? accountIds(name);
    known.set(name, ids);
    return ids;
  };
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
  // A seller's account is nobody else's, whatever key leads to it.
  if ((await reads.sellersAccount(name, account)) ?? (await reads.sellersAccount(name, at.account))) return true;
  const ids = await reads.accountIds(name);
  const [here, there] = [ids.get(account) ?? null, ids.get(at.account) ?? null];
  return here !== null && there !== null && here !== there;
}

/** A row of an earlier release belongs to the one adapter that it can belong to, until it is named at a start. */
function isOnlyCandidate(context: Providers, name: string, provider: string | null): boolean {
  const candidates = configured(context).filter((one) => provider === null || one.name === provider);
  return candidates.length === 1 && candidates[0]?.name === name;
}

/** What is not finished at accounts that no adapter is configured for. Asks as often for thousands of accounts as for one. */
export async function openElsewhere(context: PurchaseContext): Promise<readonly OpenAtAccount[]> {
  const accountIds = rememberedIds(context.store);
  const elsewhere: OpenAtAccount[] = [];
  for (const at of await context.store.openByAccount()) {
    const { platform, provider, account } = at;
    const sellersAccount = async () => (platform === undefined ? null : { provider, account, platform });
    if ((await adapterOf(context, at, { accountIds, sellersAccount })) === null) elsewhere.push(at);
  }
  return elsewhere;
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

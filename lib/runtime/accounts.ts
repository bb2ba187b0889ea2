import { UNKNOWN_ACCOUNT, type ProviderAccount } from "../payments/account.ts";
import type { PaymentProvider } from "../payments/provider.ts";
import type { PurchaseContext } from "../purchase/context.ts";
import type { Operator } from "../purchase/operator.ts";
import type { OpenAtAccount } from "../store/account-store.ts";
import type { Store } from "../store/store.ts";

const SANDBOX: ProviderAccount = { provider: "sandbox", account: "sandbox" };
/** How the audit trail writes a secret that was set. */
const SET_SECRET = /^set, (sha256:\w+)$/;

/**
 * Gives the attempts and payments of earlier releases their account: that of the settings of the last start before this one,
 * by the audit trail, and without one that of this start. To be called before this start is in the trail.
 */
export async function nameEarlierRows(store: Store, present: PaymentProvider): Promise<void> {
  const last = await store.latestEntry("started");
  const before = last === null ? accountOf(present) : accountIn(last.details);
  await store.transaction((transaction) => transaction.nameAccounts([before, SANDBOX], UNKNOWN_ACCOUNT));
}

const accountOf = ({ name, account }: PaymentProvider): ProviderAccount => ({ provider: name, account });

function accountIn(settings: Readonly<Record<string, string | number | boolean>>): ProviderAccount {
  const provider = String(settings["PAYMENT_PROVIDER"] ?? SANDBOX.provider);
  if (provider === SANDBOX.provider) return SANDBOX;
  const [, digest = UNKNOWN_ACCOUNT] = SET_SECRET.exec(String(settings["STRIPE_SECRET_KEY"] ?? "")) ?? [];
  return { provider, account: digest };
}

/** Reports what is not finished at accounts that are not configured. A start goes on: the rest of the shop is not to blame. */
export async function reportElsewhere(
  { report }: Pick<PurchaseContext, "report">,
  operator: Pick<Operator, "openElsewhere">,
): Promise<void> {
  for (const { provider, account, accountId, attempts, refunds, orders } of await operator.openElsewhere())
    report({
      level: attempts + refunds > 0 ? "error" : "warn",
      message:
        "an account that is not configured has unfinished payments or orders; add it to EARLIER_PAYMENT_SETTINGS",
      fields: { provider, account, accountId, attempts, refunds, orders },
    });
}

/** For `/readyz`, which anybody may see: counts alone. */
export function elsewhereText(open: readonly OpenAtAccount[]): string {
  const sum = (of: "attempts" | "refunds" | "orders") => open.reduce((total, one) => total + one[of], 0);
  const [attempts, refunds, orders] = [sum("attempts"), sum("refunds"), sum("orders")];
  if (attempts + refunds + orders === 0) return "";
  return `; at ${open.length} accounts that are not configured: ${attempts} open payments, ${refunds} open refunds, ${orders} orders`;
}

const COUNTED_FOR_MS = 60_000;

/** Counts for a minute at a time: `/readyz` is asked every few seconds, and counting reads every payment. */
export function countedElsewhere({ openElsewhere }: Pick<Operator, "openElsewhere">, now: () => Date) {
  let last: { readonly at: number; readonly open: ReturnType<Operator["openElsewhere"]> } | null = null;
  return {
    openElsewhere(): ReturnType<Operator["openElsewhere"]> {
      const at = now().getTime();
      if (last === null || at - last.at > COUNTED_FOR_MS || at < last.at) last = { at, open: openElsewhere() };
      return last.open.catch((error: unknown) => {
        last = null;
        throw error;
      });
    },
  };
}

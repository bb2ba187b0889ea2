import type { PaymentProvider } from "#lib/payments/provider.ts";
import type { StripeOptions } from "#lib/payments/stripe/options.ts";
import type { SessionId } from "#lib/ids.ts";
import { openStripeBench, type StripeBench } from "../../contracts/stripe/bench.ts";
import { openTestShop } from "../../fixtures/test-shop.ts";
import { createVerbs, type Verbs } from "../../fixtures/verbs.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import { sweep } from "#lib/purchase/sweep.ts";

const ACCOUNTS = [
  { secretKey: "sk_test_of_one", webhookSecrets: ["whsec_in_use"] },
  { secretKey: "sk_test_of_two", webhookSecrets: ["whsec_of_two"] },
] as const;

export type Instance = { readonly context: PurchaseContext; readonly verbs: Verbs };

/** A shop with a sandbox bank and two accounts of Stripe, each a double with books of its own, on one database. */
export async function openAccountShop(options: Partial<StripeOptions> = {}) {
  const benches = await Promise.all(ACCOUNTS.map((account) => openStripeBench({ ...account, ...options })));
  const shop = await openTestShop();
  const bench = (n: 1 | 2): StripeBench => {
    const found = benches[n - 1];
    if (found === undefined) throw new Error("there are two");
    return found;
  };
  const providers = { sandbox: shop.context.provider, one: bench(1).provider, two: bench(2).provider } as const;
  type Name = keyof typeof providers;
  return {
    shop,
    bench,
    providers,
    /** A server that is configured so: new payments go to the first, the others finish what was begun there. */
    instance(present: Name | PaymentProvider, ...earlier: readonly (Name | PaymentProvider)[]): Instance {
      const named = (one: Name | PaymentProvider) => (typeof one === "string" ? providers[one] : one);
      const context = { ...shop.context, provider: named(present), earlierProviders: earlier.map(named) };
      return { context, verbs: createVerbs(context) };
    },
    /** What Stripe took in an account for a session. */
    async capturedAt(n: 1 | 2, id: SessionId) {
      const { charges } = await bench(n).control.ledger();
      return charges.filter((charge) => charge.session === id && charge.state !== "declined");
    },
    close: async () => {
      await shop.close();
      await Promise.all(benches.map((one) => one.close()));
    },
  };
}
export type AccountShop = Awaited<ReturnType<typeof openAccountShop>>;

/** Opens the payment page of a session; answers the provider's name of it. */
export async function openPage({ context, verbs }: Instance, sessionId: SessionId): Promise<string> {
  const opened = await verbs.openHostedPayment({ sessionId });
  if (opened.kind !== "opened") throw new Error(`not opened but ${opened.kind}`);
  const session = await context.store.session(sessionId);
  if (session?.status !== "awaiting_buyer" || session.reference === null) throw new Error(`it is ${session?.status}`);
  return session.reference;
}

export const sweepAll = (...instances: readonly Instance[]) =>
  Promise.all(instances.map(({ context }) => sweep(context, { isThorough: true })));

import { randomUUID } from "node:crypto";
import { sellerId } from "#lib/ids.ts";
import { money, isCurrency } from "#lib/money.ts";
import type { StripeOptions } from "#lib/payments/stripe/options.ts";
import type { FaultRule } from "../../stripe-double/faults.ts";
import type { ProviderBench } from "../provider-bench.ts";
import { openStripeBench, tokenFor, type StripeBench } from "../stripe/bench.ts";
import { NETWORK_ID, partsOf, type SellerBench, type SellerRole } from "./seller-bench.ts";

export type StripeSellerBench = SellerBench & { readonly platform: StripeBench };

const CONNECT_SECRET = "whsec_of_connect";
/** The adapter tries three times. */
const EVERY_TRY = 3;

/** Stripe's adapter over the double with connected accounts, and an endpoint of their own for what happens there. */
export async function openStripeSellerBench(options: Partial<StripeOptions> = {}): Promise<StripeSellerBench> {
  const platform = await openStripeBench({ connectWebhookSecrets: [CONNECT_SECRET], ...options });
  const { control } = platform;
  await control.addEndpoint({ url: platform.webhookUrl, secret: CONNECT_SECRET, connect: true });
  const { accounts, at } = partsOf(platform.provider);
  const ledgerOf = async (attempt: string) => {
    const { transfers, fees } = await control.ledger();
    return {
      transfers: transfers.filter((one) => one.attempt === attempt),
      fees: fees.filter((one) => one.attempt === attempt),
    };
  };
  return {
    platform,
    async account(role, use = "transfers") {
      const seller = sellerId("reed-press");
      const wanted = { sellerId: seller, name: "Reed Press", email: "reed@example.com", country: "US", use };
      const made = await accounts.create({ ...wanted, key: randomUUID() });
      if (made.kind !== "account") throw new Error(JSON.stringify(made));
      const { id } = made.account;
      if (role !== "new") await control.turnAccount(id, { to: "provided" });
      if (role === "empty_balance") await control.turnAccount(id, { isPaidOutAtOnce: true });
      if (role === "transfers_refused_once") await control.turnAccount(id, { refusesTransfers: 1 });
      const fault = faultOf(role);
      if (fault !== null) await control.fault(fault);
      return id;
    },
    at: (account): ProviderBench => ({
      ...platform,
      provider: at({ account, networkId: NETWORK_ID }),
      token: memoized((role, attempt) => tokenFor(control, role, attempt, account)),
      captures: async (attempt) =>
        (await control.ledger()).charges.flatMap((charge) => {
          if (charge.attempt !== attempt || charge.account !== account || charge.state === "declined") return [];
          if (!isCurrency(charge.currency)) return [];
          return [{ reference: charge.id, amount: money(charge.amount_minor, charge.currency), state: charge.state }];
        }),
      close: async () => undefined,
    }),
    transfers: async (attempt) =>
      (await ledgerOf(attempt)).transfers.map(({ account, amount_minor, reversed_minor }) => ({
        account,
        amountMinor: amount_minor,
        reversedMinor: reversed_minor,
      })),
    fees: async (attempt) =>
      (await ledgerOf(attempt)).fees.map(({ account, amount_minor, returned_minor }) => ({
        account,
        amountMinor: amount_minor,
        returnedMinor: returned_minor,
      })),
    async statement(attempt) {
      const charge = (await control.ledger()).charges.find((one) => one.attempt === attempt);
      if (charge === undefined) throw new Error("there is no such charge");
      const context = charge.account === undefined ? {} : { stripeAccount: charge.account };
      const { statement_descriptor_suffix: suffix } = await platform.stripe.charges.retrieve(charge.id, {}, context);
      return suffix;
    },
    provide: (_account, url) => control.useAccountLink(url.split("/").at(-1) ?? ""),
    turn: async (account, to) => void (await control.turnAccount(account, { to: to === "able" ? "provided" : to })),
    dispute: async (reference) => void (await control.dispute({ payment_intent: reference, reason: "fraudulent" })),
    close: () => platform.close(),
  };
}

function faultOf(role: SellerRole): FaultRule | null {
  const kind = role.endsWith("_reply_lost") ? "reply_lost" : role.endsWith("_lost") ? "reset" : null;
  if (kind === null) return null;
  const path = role.startsWith("transfer") ? "/v1/transfers" : "/v1/transfers/*/reversals";
  return { fault: { kind }, method: "POST", path, times: EVERY_TRY };
}

/** The same attempt gets the same token for a role. */
function memoized(mint: ProviderBench["token"]): ProviderBench["token"] {
  const tokens = new Map<string, string | Promise<string>>();
  return (role, attempt) => {
    const name = `${attempt.id} ${role}`;
    const token = tokens.get(name) ?? mint(role, attempt);
    tokens.set(name, token);
    return token;
  };
}

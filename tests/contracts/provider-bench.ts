import { attemptIdOf, sessionId, type AttemptId } from "#lib/ids.ts";
import { money, type Money } from "#lib/money.ts";
import type { AttemptAtService, PaymentProvider } from "#lib/payments/provider.ts";
import { aProduct, aSession } from "../fixtures/builders.ts";

/** What a token makes the payment service do; each service has tokens of its own for it. */
export type TokenRole = "pays" | "is_declined" | "asks_confirmation" | "reply_is_lost" | "never_arrives" | "is_foreign";

/** A payment provider with the service behind it, seen from outside: its own books, its buyers, its webhooks. */
export type ProviderBench = {
  readonly provider: PaymentProvider;
  /** The same attempt gets the same token for a role; a service that charges a token once gives each attempt its own. */
  token(role: TokenRole, attempt: AttemptAtService): string | Promise<string>;
  /** False for an amount that the service cannot charge exactly. Absent where it takes every amount. */
  takes?(amount: Money): boolean;
  /** What the service's own books show as captured for an attempt, refunded or not. Never asked through the provider. */
  captures(attempt: AttemptId): Promise<
    readonly {
      readonly reference: string;
      readonly amount: Money;
      readonly state: "captured" | "partially_refunded" | "refunded";
    }[]
  >;
  /** The buyer answers the bank's confirmation of an attempt. */
  confirm(reference: string, answer: "approve" | "refuse"): Promise<void>;
  /** The buyer acts on the payment page. */
  onPage(reference: string, answer: "pay" | "decline"): Promise<void>;
  /** How the provider names a request; it must be in every outcome that an answer left unknown. Absent where it names none. */
  readonly requestId?: RegExp;
  /** What the service has sent to our webhook address so far. */
  webhooks(): readonly SentWebhook[];
  /** Signs a body as the service would, with the secret in use, the one before it, or one that was never ours. */
  sign(body: Uint8Array, secret: "current" | "previous" | "foreign", now: Date): Headers;
  now(): Date;
  /** Waits until the service has carried out and reported all that it accepted. Absent where it does everything at once. */
  quiet?(): Promise<void>;
  close(): Promise<void>;
};

export type SentWebhook = { readonly body: Uint8Array; readonly headers: Headers };
export type MakeBench = () => Promise<ProviderBench>;

let made = 0;
/** An attempt that no payment provider knows yet. */
export function freshAttempt(changes: Partial<AttemptAtService> = {}): AttemptAtService {
  made += 1;
  const id = attemptIdOf(sessionId(`cs_contract_${process.pid}_${made}`), 1);
  return { id, route: "instant", amount: usd(2500), reference: null, startedAt: new Date(), ...changes };
}

const usd = (amountMinor: number) => money(amountMinor, "USD");
/** Digital goods for exactly this amount. */
const aSessionOf = (price: Money) =>
  aSession({
    lines: [{ product: aProduct({ price, isDigital: true, taxCategory: "exempt" }), quantity: 1 }],
    address: null,
  });
/** Opens the page of an attempt as the product does: on our own page where the provider has a form for it. */
export const openPage = (
  provider: PaymentProvider,
  attempt: AttemptAtService,
  amount = attempt.amount,
  ownPageUrl = provider.embeddedForm === null ? null : "https://shop.example.com/checkout/co_1/pay",
) =>
  provider.openHostedPage({
    attempt: { ...attempt, route: "external", amount },
    session: aSessionOf(amount),
    returnUrl: "https://shop.example.com/checkout/co_1/done",
    ownPageUrl,
  });

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { join } from "node:path";
import type { KeyChange } from "./access.ts";
import type { SeenRequest } from "./api.ts";
import type { BuyerAction } from "./buyer.ts";
import type { AccountTurn } from "./resources/connect/accounts.ts";
import type { FaultRule, RandomFaults } from "./faults.ts";
import type { ledgerOf } from "./ledger.ts";
import type { Dispute, DisputeRequest } from "./resources/disputes.ts";
import type { FraudWarning, Review } from "./resources/fraud-signals.ts";
import type { PaymentIntent, StripeEvent } from "./resources/objects.ts";
import type { TaxRules } from "./resources/tax/rules.ts";
import type { Payout, PayoutRequest } from "./resources/payouts.ts";
import type { Delivery, MishapRule, RandomMishaps } from "./webhook-sender.ts";
import type { RefundTurn } from "./resources/refunds.ts";
import type { PeriodOutcome } from "./resources/subscriptions.ts";
import type { EndpointRequest } from "./resources/webhook-endpoints.ts";

type Options = {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** A file that keeps the double's books over a restart. */
  readonly stateFile?: string;
  /** Checks requests by the narrow list even where the schemas are at hand. */
  readonly narrow?: boolean;
  /** An endpoint that it knows from the start, and the secret that signs for it. */
  readonly webhook?: { readonly url: string; readonly secret: string };
};

export type BookedTax = {
  readonly id: string;
  readonly reference: string;
  readonly type: "transaction" | "reversal";
  readonly reversal: { readonly original_transaction: string } | null;
  readonly shipping_cost: { readonly amount: number; readonly amount_tax: number } | null;
  readonly line_items: readonly { readonly reference: string; readonly amount: number; readonly amount_tax: number }[];
};

export type StripeDouble = {
  /** For STRIPE_API_URL. */
  readonly url: string;
  readonly control: StripeDoubleControl;
  /** Ends the process; `kill` ends it without a chance to tidy up. */
  stop(how?: "kill"): Promise<void>;
};

/** Starts the double of Stripe in a process of its own and waits until it listens. */
export async function startStripeDouble(options: Options = {}): Promise<StripeDouble> {
  const main = join(import.meta.dirname, "main.ts");
  const { port = 0, stateFile, narrow = false, webhook } = options;
  const args = [
    ["--port", String(port), "--ends-with-input"],
    stateFile === undefined ? [] : ["--state", stateFile],
    narrow ? ["--narrow"] : [],
    webhook === undefined ? [] : ["--webhook-url", webhook.url, "--webhook-secret", webhook.secret],
  ];
  const child = spawn(process.execPath, [main, ...args.flat()], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The Stripe double ended with ${code} before it was ready.`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const address = / ready at (http:\S+)$/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
  return {
    url,
    control: new StripeDoubleControl(url),
    stop: async (how) => {
      child.kill(how === "kill" ? "SIGKILL" : "SIGTERM");
      await ended;
    },
  };
}

/** The control API, typed. */
export class StripeDoubleControl {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** A delegated token as ChatGPT would hand it over: `card` decides what its use does. */
  async mintToken(
    request: { card?: string; currency?: string; maxAmount?: number; expiresAt?: number; account?: string } = {},
  ): Promise<string> {
    const body = new URLSearchParams({
      payment_method: request.card ?? "pm_card_visa",
      "usage_limits[currency]": request.currency ?? "usd",
      "usage_limits[max_amount]": String(request.maxAmount ?? 99_999_999),
      ...(request.expiresAt === undefined ? {} : { "usage_limits[expires_at]": String(request.expiresAt) }),
    });
    const minted = (await this.#helper("", body, request.account)) as { id: string };
    return minted.id;
  }

  async revokeToken(token: string): Promise<void> {
    await this.#helper(`/${token}/revoke`, new URLSearchParams());
  }

  /** What a wallet would hand to the page, of the seller's `account` if there is one: `card` decides what its use does. */
  async confirmationToken(card = "pm_card_visa", account?: string): Promise<string> {
    const response = await fetch(`${this.#url}/v1/confirmation_tokens`, {
      method: "POST",
      headers: {
        authorization: "Bearer pk_test_control",
        ...(account === undefined ? {} : { "stripe-account": account }),
      },
      body: new URLSearchParams({ payment_method: card }),
    });
    if (!response.ok) throw new Error(`The Stripe double made no token: ${await response.text()}`);
    return ((await response.json()) as { id: string }).id;
  }

  ledger = () => this.#ask<ReturnType<typeof ledgerOf>>("GET", "ledger");
  /** Every request to the API so far, the oldest first, with what became of it. */
  requests = () => this.#ask<readonly SeenRequest[]>("GET", "requests");
  events = () => this.#ask<readonly StripeEvent[]>("GET", "events");
  fault = (rule: FaultRule) => this.#ask("POST", "faults", rule);
  randomFaults = (plan: RandomFaults | null) => this.#ask("POST", "random_faults", plan);
  clearFaults = () => this.#ask("DELETE", "faults");
  /** Revokes a key, takes rights from it, or gives it all of them again. */
  changeKey = (change: KeyChange) => this.#ask("POST", "keys", change);
  /** Other shops on the account: so many payments and pages, one after the other over the last seconds. */
  strangers = (count: number, overSeconds: number) =>
    this.#ask("POST", "strangers", { count, over_seconds: overSeconds });
  /** Moves the double's clock forward. */
  advance = (seconds: number) => this.#ask("POST", "clock", { advance_seconds: seconds });
  /** The buyer answers the bank's question about a PaymentIntent in `requires_action`. */
  authenticate = (intent: string, outcome: "complete" | "fail") =>
    this.#ask<PaymentIntent>("POST", `payment_intents/${intent}/authentication`, { outcome });
  /** What the buyer does on the page of a Checkout Session. Answers where the browser goes next. */
  onPage = (session: string, action: BuyerAction) =>
    this.#ask<{ readonly next: string | null }>("POST", `checkout_sessions/${session}/page`, { action });
  /** A subscription's period ends; the next one is paid, or its card is declined. Moves the double's clock there. */
  nextPeriod = (subscription: string, outcome: PeriodOutcome) =>
    this.#ask("POST", `subscriptions/${subscription}/period`, { outcome });
  /** What the declined card left open is paid with another one. */
  payOpenInvoice = (subscription: string) => this.#ask("POST", `subscriptions/${subscription}/payment`);
  /** Time passes for refunds: what is pending succeeds, and what the card lets fail fails. */
  settleRefunds = () => this.#ask("POST", "refunds");
  /** One refund changes its state. */
  turnRefund = (refund: string, turn: RefundTurn) => this.#ask("POST", `refunds/${refund}/turn`, turn);
  /** Our balance becomes too low for refunds, or they are refused with a code. */
  refundRules = (rules: { readonly isBalanceLow?: boolean; readonly refusal?: string | null }) =>
    this.#ask("POST", "refund_rules", rules);
  /** The buyer's bank questions a payment, or changes what it says of a dispute. */
  dispute = (request: DisputeRequest) => this.#ask<Dispute>("POST", "disputes", request);
  disputeCharge = (charge: string, request: { readonly is_inquiry: boolean }) =>
    this.#ask<Dispute | null>("POST", `charges/${charge}/dispute`, request);
  disputes = () => this.#ask<readonly Dispute[]>("GET", "disputes");
  turnDispute = (dispute: string, status: string) => this.#ask<Dispute>("POST", `disputes/${dispute}/turn`, { status });
  /** A card network warns of a payment; a rule of the account stops one; somebody decides about that. */
  warnOfFraud = (intent: string) => this.#ask<FraudWarning>("POST", "fraud_warnings", { payment_intent: intent });
  review = (intent: string) => this.#ask<Review>("POST", "reviews", { payment_intent: intent });
  closeReview = (review: string, reason: string) => this.#ask<Review>("POST", `reviews/${review}/close`, { reason });
  /** Pays out what our balance has in a currency. */
  payOut = (request: PayoutRequest) => this.#ask<Payout>("POST", "payouts", request);
  addEndpoint = (request: EndpointRequest) =>
    this.#ask<{ readonly id: string; readonly secret: string }>("POST", "webhook_endpoints", request);
  /** A new secret for an endpoint; with `keepOld` both sign, until the next rotation. */
  rotateSecret = (endpoint: string, request: { secret?: string; keepOld: boolean }) =>
    this.#ask<{ readonly secret: string }>("POST", `webhook_endpoints/${endpoint}/rotation`, {
      secret: request.secret,
      keep_old: request.keepOld,
    });
  /** Every try to deliver an event so far. */
  deliveries = () => this.#ask<readonly Delivery[]>("GET", "deliveries");
  mishap = (rule: MishapRule) => this.#ask("POST", "mishaps", rule);
  randomMishaps = (plan: RandomMishaps | null) => this.#ask("POST", "random_mishaps", plan);
  pauseDelivery = () => this.#ask("POST", "deliveries/pause");
  resumeDelivery = () => this.#ask("POST", "deliveries/resume");
  /** Delivers at once what waits (paused, delayed, held back), and answers when each was tried. */
  flushDelivery = (order: "as_sent" | "reverse" = "as_sent") => this.#ask("POST", "deliveries/flush", { order });
  resend = (event: string) => this.#ask("POST", `events/${event}/resend`);
  /** Whether Stripe Tax is active in the account, and where it is registered. */
  taxRules = (rules: Partial<TaxRules>) => this.#ask("POST", "tax_rules", rules);
  /** Every tax transaction with its lines, the oldest first. */
  taxBooks = () => this.#ask<readonly BookedTax[]>("GET", "tax_books");
  /** A seller uses a link: provides what is wanted, and is led on. Answers where to. */
  useAccountLink = (token: string) =>
    this.#ask<{ readonly next: string }>("POST", `account_links/${token}/use`).then(({ next }) => next);
  turnAccount = (account: string, turn: AccountTurn) => this.#ask("POST", `accounts/${account}/turn`, turn);
  /** Our balance is kept in one currency, and what is taken in others is converted to it. */
  settleIn = (currency: string, rate: number) => this.#ask("POST", "settlement", { currency, rate });
  /** Charges are booked a moment after they are made, which is when `isLate` is false again. */
  bookLate = (isLate: boolean) => this.#ask("POST", "bookings", { isLate });
  /** Empties the books (the webhook endpoints too), the faults, the mishaps and the lists of what happened. */
  reset = () => this.#ask("POST", "reset");

  async #ask<Value = unknown>(method: string, path: string, body?: unknown): Promise<Value> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(`${this.#url}/__control/${path}`, init);
    const value = (await response.json()) as Value & { error?: string };
    if (!response.ok) throw new Error(`The Stripe double refused ${method} ${path}: ${value.error ?? response.status}`);
    return value;
  }

  async #helper(path: string, body: URLSearchParams, account?: string): Promise<unknown> {
    const response = await fetch(`${this.#url}/v1/test_helpers/shared_payment/granted_tokens${path}`, {
      method: "POST",
      headers: {
        authorization: "Bearer sk_test_control",
        "stripe-version": "2026-04-22.preview",
        ...(account === undefined ? {} : { "stripe-account": account }),
      },
      body,
    });
    if (!response.ok) throw new Error(`The Stripe double refused to do so: ${await response.text()}`);
    return response.json();
  }
}

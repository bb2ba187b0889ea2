import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { StoredAttempt } from "#lib/store/store.ts";
import { SandboxLedger, type LedgerCharge } from "#lib/payments/sandbox/ledger.ts";
import { signWebhook } from "#lib/payments/sandbox/signature.ts";
import type { StripeDouble } from "../stripe-double/start.ts";
import { signatureOf } from "../stripe-double/resources/webhook-endpoints.ts";
import type { ShopProcess } from "./shop-process-client.ts";

export type TokenKind =
  "pays" | "is_declined" | "asks_confirmation" | "reply_is_lost" | "never_arrives" | "answers_late";
export type PageAnswer = "pay" | "decline" | "leave" | "pay_twice";

/** A payment service behind the shop under test, as a buyer and an auditor see it. */
export type PaymentService = {
  readonly name: "sandbox" | "stripe";
  /** The shop's settings. */
  readonly env: Readonly<Record<string, string>>;
  /** A delegated token for a session. */
  token(kind: TokenKind, session: string): Promise<string>;
  /** The service's own books. */
  ledger(): Promise<readonly LedgerCharge[]>;
  /** What the buyer does on the page of an attempt; nothing when the page is not there or not open any more. */
  answerPage(shop: ShopProcess, attempt: StoredAttempt, answer: PageAnswer): Promise<void>;
  answerConfirmation(shop: ShopProcess, attempt: StoredAttempt, answer: "approve" | "refuse"): Promise<void>;
  /** A signed event about an attempt that is nobody's. */
  foreignEvent(): { readonly path: string; readonly headers: Record<string, string>; readonly body: string };
  close(): void;
};

const FOREIGN_ATTEMPT = "cs_of_another_shop:1";
const MAGIC: Readonly<Record<TokenKind, string>> = {
  pays: "ok",
  is_declined: "declined",
  asks_confirmation: "3ds",
  reply_is_lost: "timeout_captured",
  never_arrives: "timeout_lost",
  answers_late: "slow",
};

/** The product's own sandbox bank; its books are read from its file, so they can be read while no server runs. */
export function sandboxService(dataDir: string): PaymentService {
  const file = join(dataDir, "sandbox-bank.sqlite");
  const holder: { books?: SandboxLedger } = {};
  let made = 0;
  return {
    name: "sandbox",
    env: { PAYMENT_PROVIDER: "sandbox" },
    async token(kind, session) {
      made += 1;
      return `tok_sandbox_${MAGIC[kind]}_${session.slice(-6)}${made}`;
    },
    async ledger() {
      if (!existsSync(file)) return [];
      holder.books ??= new SandboxLedger(file);
      return holder.books.allCharges(Date.now());
    },
    answerPage: async (shop, { reference }, answer) => {
      if (reference !== null) await shop.form("/bank-page", { reference, answer });
    },
    answerConfirmation: async (shop, { reference }, answer) => {
      if (reference !== null) await shop.form("/bank-challenge", { reference, answer });
    },
    foreignEvent() {
      const secret = readFileSync(join(dataDir, "sandbox-webhook-secret"), "utf8");
      const charge = { attempt: FOREIGN_ATTEMPT, reference: "sbx_foreign", amount_minor: 500, currency: "USD" };
      const body = JSON.stringify({ events: [{ id: "evt_foreign", type: "payment.captured", ...charge }] });
      const headers = { "sandbox-signature": signWebhook(body, secret, new Date()) };
      return { path: "/api/webhooks/sandbox", headers, body };
    },
    close: () => holder.books?.close(),
  };
}

const WEBHOOK_SECRET = "whsec_of_the_fault_tests";
/** The adapter tries three times. */
const EVERY_TRY = 3;
const LATE_MS = 3000;

/** The double of Stripe behind the product's Stripe adapter. Empties the double, and has it notify the shops at `ports`. */
export async function stripeService(double: StripeDouble, ports: readonly string[]): Promise<PaymentService> {
  const { control, url } = double;
  await control.reset();
  for (const port of ports)
    await control.addEndpoint({ url: `http://127.0.0.1:${port}/api/webhooks/stripe`, secret: WEBHOOK_SECRET });
  const meet = (session: string, fault: Parameters<typeof control.fault>[0]["fault"], times: number) =>
    control.fault({ fault, method: "POST", path: "/v1/payment_intents", keyPattern: `^${session}:`, times });
  /** The faults meet the buyer's host as well; it asks until it has its token. */
  const mint = async (card: string, triesLeft = 10): Promise<string> => {
    try {
      return await control.mintToken({ card });
    } catch (error) {
      if (triesLeft === 0) throw error;
      return mint(card, triesLeft - 1);
    }
  };
  const quietly = (work: Promise<unknown>) => work.then(() => undefined).catch(() => undefined);
  return {
    name: "stripe",
    env: {
      PAYMENT_PROVIDER: "stripe",
      STRIPE_SECRET_KEY: "sk_test_faults",
      STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
      STRIPE_NETWORK_ID: "profile_test_faults",
      STRIPE_API_URL: url,
    },
    async token(kind, session) {
      if (kind === "reply_is_lost") await meet(session, { kind: "reply_lost" }, EVERY_TRY);
      if (kind === "never_arrives") await meet(session, { kind: "reset" }, EVERY_TRY);
      if (kind === "answers_late") await meet(session, { kind: "slow", ms: LATE_MS }, 1);
      if (kind === "is_declined") return mint("pm_card_chargeDeclined");
      return mint(kind === "asks_confirmation" ? "pm_card_authenticationRequired" : "pm_card_visa");
    },
    ledger: async () => (await control.ledger()).charges,
    async answerPage(_, attempt, answer) {
      if (attempt.reference === null) return;
      await quietly(control.onPage(attempt.reference, answer === "pay_twice" ? "pay" : answer));
      if (answer === "pay_twice") await quietly(chargeAgain(url, attempt));
    },
    async answerConfirmation(_, { reference }, answer) {
      if (reference !== null)
        await quietly(control.authenticate(reference, answer === "approve" ? "complete" : "fail"));
    },
    foreignEvent() {
      const intent = {
        id: "pi_foreign",
        object: "payment_intent",
        status: "succeeded",
        amount_received: 500,
        currency: "usd",
        metadata: { attempt_id: FOREIGN_ATTEMPT },
      };
      const event = { id: "evt_foreign", object: "event", livemode: false, data: { object: intent } };
      const body = JSON.stringify({ ...event, type: "payment_intent.succeeded" });
      const index = Math.floor(Date.now() / 1000);
      const headers = { "stripe-signature": signatureOf(body, [WEBHOOK_SECRET], index) };
      return { path: "/api/webhooks/stripe", headers, body };
    },
    close: () => undefined,
  };
}

/** A second payment under the same attempt, as if another program of the merchant's had made it. */
async function chargeAgain(url: string, { id, sessionId, amount }: StoredAttempt): Promise<void> {
  const response = await fetch(`${url}/v1/payment_intents`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_faults", "idempotency-key": `${id}:again` },
    body: new URLSearchParams({
      amount: String(amount.amountMinor),
      currency: amount.currency.toLowerCase(),
      confirm: "true",
      payment_method: "pm_card_visa",
      "metadata[attempt_id]": id,
      "metadata[checkout_session_id]": sessionId,
      "metadata[route]": "external",
    }),
  });
  if (!response.ok) throw new Error(`the double of Stripe took no second payment: ${await response.text()}`);
}

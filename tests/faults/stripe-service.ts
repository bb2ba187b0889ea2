import type { StoredAttempt } from "#lib/store/store.ts";
import type { StripeDouble } from "../stripe-double/start.ts";
import { signatureOf } from "../stripe-double/resources/webhook-endpoints.ts";
import type { LedgerTransfer as DoublesTransfer } from "../stripe-double/resources/connect/ledger.ts";
import type { SellersModel } from "./sellers/open-account.ts";
import { FOREIGN_ATTEMPT, type AccountIndex, type PaymentService, type TokenKind } from "./payment-service.ts";

const WEBHOOK_SECRETS = ["whsec_of_the_fault", "whsec_of_the_other"] as const;
const CONNECT_SECRET = "whsec_of_the_sellers";
const KEYS = ["sk_test_faults", "sk_test_faults_of_the_other_account"] as const;
const CARDS: Readonly<Partial<Record<TokenKind, string>>> = {
  is_declined: "pm_card_chargeDeclined",
  asks_confirmation: "pm_card_authenticationRequired",
  refunds_pend: "pm_card_pendingRefund",
  refunds_fail: "pm_card_refundFail",
};
/** The adapter tries three times. */
const EVERY_TRY = 3;
const LATE_MS = 3000;

/** The one account where payments are made under `direct`, else whichever. */
export type StripeSellers = { readonly model: SellersModel; readonly account: string };

/** Our books know a payment, and the double's transfers the charge of it. */
const ofPayment = ({ charge: _charge, payment, ...transfer }: DoublesTransfer) =>
  payment === "" ? transfer : { ...transfer, charge: payment };

/** The doubles of Stripe, one for each account, behind the product's Stripe adapter. Empties them, and has them notify the shops at `ports`. */
export async function stripeService(
  doubles: readonly [StripeDouble, ...StripeDouble[]],
  ports: readonly string[],
  /** Opens the accounts of sellers at the first of them, once they are empty; null: there are none. */
  openAccounts: (secretKey: string) => Promise<StripeSellers> | null = () => null,
): Promise<PaymentService> {
  const [first] = doubles;
  const at = (account: AccountIndex): StripeDouble => doubles[account] ?? first;
  const all = <Value>(work: (double: StripeDouble, account: number) => Promise<Value>) =>
    Promise.all(doubles.map(work));
  await all(async ({ control }, account) => {
    await control.reset();
    for (const port of ports)
      await control.addEndpoint({
        url: `http://127.0.0.1:${port}/api/webhooks/stripe`,
        secret: WEBHOOK_SECRETS[account] ?? "",
      });
  });
  const sellers = await openAccounts(KEYS[0]);
  if (sellers !== null)
    for (const port of ports)
      await first.control.addEndpoint({
        url: `http://127.0.0.1:${port}/api/webhooks/stripe`,
        secret: CONNECT_SECRET,
        connect: true,
      });
  const own = sellers?.model === "direct" ? sellers.account : undefined;
  const settingsOf = (account: AccountIndex) => ({
    PAYMENT_PROVIDER: "stripe",
    STRIPE_SECRET_KEY: KEYS[account],
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRETS[account],
    STRIPE_NETWORK_ID: "profile_test_faults",
    STRIPE_PUBLISHABLE_KEY: "pk_test_faults",
    STRIPE_API_URL: at(account).url,
    ...(sellers === null ? {} : { MONEY_MODEL: sellers.model, STRIPE_CONNECT_WEBHOOK_SECRET: CONNECT_SECRET }),
  });
  return {
    name: "stripe",
    env: (present = 0, earlier = []) => ({
      ...settingsOf(present),
      ...(earlier.length === 0 ? {} : { EARLIER_PAYMENT_SETTINGS: JSON.stringify(earlier.map(settingsOf)) }),
    }),
    token: (kind, session, account = 0) => tokenAt(at(account), kind, session, own),
    walletToken: (kind, session) => tokenAt(at(0), kind, session, own, "wallet"),
    ledger: async () => (await all(async ({ control }) => (await control.ledger()).charges)).flat(),
    transfers: async () => (sellers === null ? null : (await first.control.ledger()).transfers.map(ofPayment)),
    async answerPage(_, attempt, answer) {
      const { reference } = attempt;
      if (reference === null) return;
      await all(async (double) => {
        const isThere = await succeeds(double.control.onPage(reference, answer === "pay_twice" ? "pay" : answer));
        if (isThere && answer === "pay_twice") await succeeds(chargeAgain(double.url, attempt));
      });
    },
    async answerConfirmation(_, { reference }, answer) {
      if (reference !== null)
        await all(({ control }) =>
          succeeds(control.authenticate(reference, answer === "approve" ? "complete" : "fail")),
        );
    },
    afterSale: afterSaleOf(doubles),
    sendAgain: async () => {
      await all(({ control }) => control.flushDelivery("as_sent"));
    },
    foreignEvent,
    close: () => undefined,
  };
}

/** False when the double refused: what the act is about is not there, or is over. */
const succeeds = (work: Promise<unknown>) => work.then(() => true).catch(() => false);

async function tokenAt(
  { control }: StripeDouble,
  kind: TokenKind,
  session: string,
  /** The seller's own account, where the payment is made there. */
  account: string | undefined,
  of: "sheet" | "wallet" = "sheet",
): Promise<string> {
  const meet = (fault: Parameters<typeof control.fault>[0]["fault"], times: number) =>
    control.fault({ fault, method: "POST", path: "/v1/payment_intents", keyPattern: `^${session}:`, times });
  /** The faults meet the buyer's host as well; it asks until it has its token. */
  const mint = async (card: string, triesLeft = 10): Promise<string> => {
    try {
      return await (of === "wallet"
        ? control.confirmationToken(card, account)
        : control.mintToken({ card, ...(account === undefined ? {} : { account }) }));
    } catch (error) {
      if (triesLeft === 0) throw error;
      return mint(card, triesLeft - 1);
    }
  };
  if (kind === "reply_is_lost") await meet({ kind: "reply_lost" }, EVERY_TRY);
  if (kind === "never_arrives") await meet({ kind: "reset" }, EVERY_TRY);
  if (kind === "answers_late") await meet({ kind: "slow", ms: LATE_MS }, 1);
  return mint(CARDS[kind] ?? "pm_card_visa");
}

function afterSaleOf(doubles: readonly StripeDouble[]): NonNullable<PaymentService["afterSale"]> {
  const each = async (work: (double: StripeDouble) => Promise<unknown>) => {
    for (const double of doubles) await work(double);
  };
  return {
    dispute: (session, isInquiry) =>
      each(async ({ control }) => {
        const disputed = new Set((await control.disputes()).map(({ charge }) => charge));
        for (const charge of (await control.ledger()).charges)
          if (charge.session === session && charge.state !== "declined" && !disputed.has(charge.id))
            await control.disputeCharge(charge.id, { is_inquiry: isInquiry });
      }),
    turnDisputes: (turn, session) =>
      each(async ({ control }) => {
        const ofSession = (await control.ledger()).charges.filter((charge) => charge.session === session);
        for (const { id, charge, status } of await control.disputes()) {
          if (session !== undefined && !ofSession.some((one) => one.id === charge)) continue;
          const isInquiry = status.startsWith("warning_");
          const isOpen = status.endsWith("needs_response") || status.endsWith("under_review");
          if (isOpen && (turn === "warning_closed") === isInquiry) await succeeds(control.turnDispute(id, turn));
        }
      }),
    turnRefunds: () => each(({ control }) => control.settleRefunds()),
    setBalanceLow: (isBalanceLow) => each(({ control }) => control.refundRules({ isBalanceLow })),
  };
}

function foreignEvent(): ReturnType<PaymentService["foreignEvent"]> {
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
  const headers = { "stripe-signature": signatureOf(body, [WEBHOOK_SECRETS[0]], index) };
  return { path: "/api/webhooks/stripe", headers, body };
}

/** A second payment under the same attempt, as if our own request had been carried out twice. */
async function chargeAgain(url: string, { id, sessionId, amount, split, account }: StoredAttempt): Promise<void> {
  const [share] = split?.shares ?? [];
  const net = share === undefined ? 0 : share.gross.amountMinor - share.fee.amountMinor;
  const divided: Readonly<Record<string, string>> =
    share === undefined || split?.model === "separate"
      ? {}
      : split?.model === "direct"
        ? { application_fee_amount: String(share.fee.amountMinor) }
        : { "transfer_data[destination]": share.account, "transfer_data[amount]": String(net) };
  const response = await fetch(`${url}/v1/payment_intents`, {
    method: "POST",
    headers: {
      authorization: "Bearer sk_test_faults",
      "idempotency-key": `${id}:again`,
      ...(split?.model === "direct" && account !== null ? { "stripe-account": account } : {}),
    },
    body: new URLSearchParams({
      amount: String(amount.amountMinor),
      currency: amount.currency.toLowerCase(),
      confirm: "true",
      payment_method: "pm_card_visa",
      ...divided,
      ...(split === undefined ? {} : { transfer_group: id }),
      "metadata[attempt_id]": id,
      "metadata[checkout_session_id]": sessionId,
      "metadata[route]": "external",
    }),
  });
  if (!response.ok) throw new Error(`the double of Stripe took no second payment: ${await response.text()}`);
}

import { FAILPOINTS, type Failpoint } from "#lib/purchase/failpoints.ts";
import { sessionId } from "#lib/ids.ts";
import type { FaultBench } from "./fault-bench.ts";
import type { TokenKind } from "./payment-service.ts";
import { pause, type ShopProcess } from "./shop-process-client.ts";

/** One purchase as its buyer goes through it. Everything may be cut short, and be done again at another server. */
export type Purchase = {
  readonly session: string;
  readonly tokens: Map<TokenKind, string>;
  /** What a wallet handed to the page. */
  readonly presses: Map<TokenKind, string>;
};
type Act = (bench: FaultBench, shop: ShopProcess, purchase: Purchase) => Promise<void>;

/** The same token each time, as a host that repeats its call has it. */
async function tokenOf(bench: FaultBench, { session, tokens }: Purchase, kind: TokenKind): Promise<string> {
  const token = tokens.get(kind) ?? (await bench.service.token(kind, session));
  tokens.set(kind, token);
  return token;
}

const pay =
  (kind: TokenKind): Act =>
  async (bench, shop, purchase) =>
    void (await shop.complete(purchase.session, await tokenOf(bench, purchase, kind)));
/** A wallet's button on the page: pressed again, it is the same press. */
const press =
  (kind: TokenKind): Act =>
  async (bench, shop, { session, presses }) => {
    const token = presses.get(kind) ?? (await bench.service.walletToken(kind, session));
    presses.set(kind, token);
    await shop.pressWallet(session, token);
  };
const openPage: Act = async (_, shop, { session }) => void (await shop.openPayment(session));
const look: Act = async (_, shop, { session }) => void (await shop.visit(session));
const onPage =
  (answer: "pay" | "leave" | "pay_twice"): Act =>
  (bench, shop, { session }) =>
    bench.answerPage(shop, session, answer);
const givePageUp: Act = async (_, shop, { session }) => void (await shop.voidPayment(session));
/** The widget asks before it shows a button; with a page open already, a token alone decides nothing. */
const chooseRoute: Act = async (_, shop, { session }) => {
  const capabilities = { widget: true, request_checkout: true, open_external: true, open_link: true };
  await shop.call("choose_route", { checkout_session_id: session, capabilities });
};
const sendForeignEvent: Act = async ({ service }, shop) => {
  const { path, headers, body } = service.foreignEvent();
  await fetch(`${shop.url}${path}`, { method: "POST", headers, body }).catch(() => null);
};
const refundSome: Act = async ({ reads }, shop, { session }) => {
  const found = await reads.session(sessionId(session));
  if (found?.status !== "completed") return;
  await shop.refund(found.orderId, 700, "some");
  await shop.refund(found.orderId, 500, "more");
};
/** Lets webhooks and jobs come. */
const wait: Act = () => pause(300);

/** What a buyer does, and as what the session may end after crashes anywhere in it. */
export const SCENARIOS = {
  instant_paid: { acts: [pay("pays"), wait], ends: ["completed"] },
  instant_declined: { acts: [pay("is_declined")], ends: ["ready"] },
  instant_confirmed: {
    acts: [
      pay("asks_confirmation"),
      (bench, shop, { session }) => bench.answerConfirmation(shop, session, "approve"),
      look,
    ],
    ends: ["completed", "awaiting_buyer"],
  },
  reply_lost: { acts: [pay("reply_is_lost"), look], ends: ["completed"] },
  charge_lost: { acts: [pay("never_arrives"), look], ends: ["ready", "completed"] },
  page_paid: { acts: [openPage, onPage("pay"), look, wait], ends: ["completed", "awaiting_buyer"] },
  page_left_then_instant: { acts: [chooseRoute, openPage, onPage("leave"), pay("pays")], ends: ["completed", "ready"] },
  page_voided: { acts: [openPage, givePageUp], ends: ["ready", "awaiting_buyer"] },
  page_paid_twice: { acts: [openPage, onPage("pay_twice"), look, wait], ends: ["completed", "awaiting_buyer"] },
  wallet_paid: { acts: [press("pays"), look, wait], ends: ["completed"] },
  wallet_declined_then_page: {
    acts: [press("is_declined"), openPage, onPage("pay"), look, wait],
    ends: ["completed", "awaiting_buyer"],
  },
  wallet_confirmed: {
    acts: [
      press("asks_confirmation"),
      (bench, shop, { session }) => bench.answerConfirmation(shop, session, "approve"),
      look,
    ],
    ends: ["completed", "awaiting_buyer"],
  },
  wallet_reply_lost: { acts: [press("reply_is_lost"), look, press("pays")], ends: ["completed"] },
  order_refunded: { acts: [pay("pays"), refundSome], ends: ["completed"] },
  foreign_event: { acts: [sendForeignEvent, pay("pays")], ends: ["completed"] },
} as const satisfies Readonly<Record<string, { readonly acts: readonly Act[]; readonly ends: readonly string[] }>>;
export type Scenario = keyof typeof SCENARIOS;

/** A purchase, and the step at which the server ends in the middle of it; where there are more, the server that follows ends at the next. */
export type Cut = { readonly scenario: Scenario; readonly steps: readonly Failpoint[] };
export type CrashCase = {
  readonly step: Failpoint;
  readonly scenario: Scenario;
  readonly next: Failpoint | null;
};

/** Every step with a purchase that passes it, and a step at which the server that came after it can end as well. */
export const CRASHES: Readonly<Record<Failpoint, Omit<CrashCase, "step">>> = {
  token_claimed: { scenario: "instant_paid", next: "look_up_answered" },
  token_charged: { scenario: "instant_paid", next: "event_read" },
  token_recorded: { scenario: "instant_declined", next: null },
  wallet_claimed: { scenario: "wallet_paid", next: "look_up_answered" },
  wallet_confirmed: { scenario: "wallet_paid", next: "event_read" },
  wallet_recorded: { scenario: "wallet_confirmed", next: "look_up_answered" },
  page_claimed: { scenario: "page_paid", next: "page_opened" },
  page_opened: { scenario: "page_paid", next: "page_recorded" },
  page_recorded: { scenario: "page_paid", next: "event_applied" },
  orphaned_recorded: { scenario: "page_paid_twice", next: "refund_stored" },
  refund_stored: { scenario: "page_paid_twice", next: "refund_made" },
  refund_made: { scenario: "order_refunded", next: "refund_recorded" },
  refund_recorded: { scenario: "order_refunded", next: "refund_stored" },
  transfer_stored: { scenario: "instant_paid", next: "transfer_sent" },
  transfer_sent: { scenario: "instant_paid", next: "transfer_recorded" },
  transfer_recorded: { scenario: "order_refunded", next: "reversal_stored" },
  reversal_stored: { scenario: "order_refunded", next: "reversal_made" },
  reversal_made: { scenario: "order_refunded", next: "reversal_recorded" },
  reversal_recorded: { scenario: "order_refunded", next: "reversal_stored" },
  attempt_voided: { scenario: "page_left_then_instant", next: "token_claimed" },
  void_recorded: { scenario: "page_voided", next: null },
  look_up_answered: { scenario: "charge_lost", next: "token_claimed" },
  event_read: { scenario: "page_paid", next: "event_applied" },
  event_applied: { scenario: "reply_lost", next: null },
  event_parked: { scenario: "foreign_event", next: "token_charged" },
  order_event_sent: { scenario: "instant_paid", next: null },
  mail_sent: { scenario: "instant_paid", next: null },
};

/** The other steps that these purchases pass; all pairs together are tried in the whole proof. */
const MORE: readonly (readonly [Scenario, readonly Failpoint[]])[] = [
  ["instant_paid", ["token_recorded", "event_read", "event_applied"]],
  ["instant_declined", ["token_claimed", "token_charged"]],
  ["instant_confirmed", ["token_claimed", "token_charged", "token_recorded", "look_up_answered"]],
  ["reply_lost", ["token_claimed", "token_charged", "token_recorded"]],
  ["charge_lost", ["token_claimed", "token_charged", "token_recorded"]],
  ["wallet_paid", ["wallet_recorded"]],
  ["wallet_declined_then_page", ["wallet_claimed", "wallet_confirmed", "wallet_recorded", "page_claimed"]],
  ["wallet_confirmed", ["wallet_claimed", "wallet_confirmed"]],
  ["wallet_reply_lost", ["wallet_claimed", "wallet_confirmed", "wallet_recorded"]],
  ["page_left_then_instant", ["page_recorded", "void_recorded", "token_claimed", "token_charged"]],
  ["page_voided", ["page_claimed", "page_opened", "attempt_voided"]],
  ["page_paid_twice", ["refund_made", "refund_recorded"]],
  ["order_refunded", ["refund_stored"]],
  ["foreign_event", ["event_read"]],
];

export const FIRST_CASES: readonly CrashCase[] = FAILPOINTS.map((step) => ({ step, ...CRASHES[step] }));
const MORE_CASES = MORE.flatMap(([scenario, steps]) => steps.map((step) => ({ step, scenario })));

/** In the whole proof: one crash at a time, every pair of purchase and step, and a second crash on top of the first. */
export const WHOLE_CUTS: readonly Cut[] = [
  ...[...FIRST_CASES, ...MORE_CASES].map(({ step, scenario }) => ({ scenario, steps: [step] })),
  ...FIRST_CASES.flatMap(({ step, scenario, next }) => (next === null ? [] : [{ scenario, steps: [step, next] }])),
];

/** Steps of sellers' money, which the shop of the tests with Stripe does not move. */
const isOfSellers = (step: Failpoint): boolean => step.startsWith("transfer_") || step.startsWith("reversal_");
export const WHOLE_CUTS_AT_STRIPE = WHOLE_CUTS.filter(({ steps }) => !steps.some(isOfSellers));

/**
 * In the short proof several purchases are cut short before a server comes that is left alone: a start costs a second.
 * Neighbours are kept apart, and later steps come first: what is left of one must not end the server of the next one
 * already while it starts.
 */
export function groupsOf(cases: readonly CrashCase[], groups: number): readonly (readonly Cut[])[] {
  const cuts = cases.map(({ step, scenario }) => ({ scenario, steps: [step] }));
  return Array.from({ length: groups }, (_, group) =>
    cuts.filter((_cut, index) => index % groups === group).toReversed(),
  );
}

export const nameOf = (cuts: readonly Cut[]) =>
  cuts.map(({ scenario, steps }) => `${steps.join(" and then ")} (${scenario})`).join(", ");

/** Goes through a purchase until its end, or until the server is gone. */
export async function goThrough(
  bench: FaultBench,
  shop: ShopProcess,
  scenario: Scenario,
  purchase: Purchase,
): Promise<void> {
  for (const act of SCENARIOS[scenario].acts) if (shop.isRunning) await act(bench, shop, purchase);
}

import { unreachable } from "#lib/invariant.ts";
import {
  canPay,
  isOpenPayment,
  type Basket,
  type Notice,
  type Offer,
  type Phase,
  type Purchase,
  type PurchaseEvent,
} from "./purchase-phase.ts";
import { stepAfter, withNews } from "./basket-step.ts";
import type { Checkout } from "./read-checkout.ts";
import { inDoubt, returned, settled, sheetNotices } from "./settled-phase.ts";

export const FIRST: Purchase = { phase: "waiting", turn: 0 };

/**
 * What an event makes of a purchase. Pure; an event that a phase does not know changes nothing. The two rules
 * that matter: a route is offered only after the server reported that no payment is open, and only the server reports "paid".
 */
export function nextPurchase(purchase: Purchase, event: PurchaseEvent): Purchase {
  if ("turn" in event && event.turn !== purchase.turn && !isPaidAnswer(event)) return purchase;
  const next = nextPhase(purchase, event);
  if (next === purchase) return purchase;
  return { ...next, turn: purchase.turn + (endsTurn(purchase, next, event) ? 1 : 0) };
}

/** A paid order stays paid, so this answer counts however late it comes. */
const isPaidAnswer = (event: PurchaseEvent): boolean =>
  event.type === "status_read" && event.checkout.state === "completed";

/** Answers to questions asked before a change, a click or a newer answer would put an older truth back. */
function endsTurn(before: Phase, after: Phase, event: PurchaseEvent): boolean {
  if (before.phase !== after.phase || "turn" in event || event.type === "asked_again") return true;
  if (before.phase !== "basket" || after.phase !== "basket") return false;
  const isClick = after.offer.kind === "confirming" && before.offer.kind !== "confirming";
  return isClick || before.change !== after.change;
}

function nextPhase(now: Phase, event: PurchaseEvent): Phase {
  switch (event.type) {
    case "host_missing":
      return now.phase === "waiting" ? { phase: "no_host" } : now;
    case "result_unreadable":
      return hasNothing(now) ? { phase: "unreadable" } : now;
    case "result_shown":
      return hasNothing(now) ? settled(event.checkout) : now;
    case "returned":
      return hasNothing(now) ? returned(event) : now;
    case "route_chosen":
    case "route_unknown":
      if (now.phase !== "basket") return now;
      if (now.offer.kind === "confirming") return withConfirmation(now, now.offer, event);
      return now.offer.kind === "asking" ? withRoute(now, event) : now;
    case "change_started":
    case "changed":
    case "change_refused":
    case "change_lost":
    case "step_opened":
      return now.phase === "basket" ? withChange(now, event) : now;
    case "instant_clicked":
      return now.phase === "basket" && now.offer.kind === "offered" && canPay(now, "instant")
        ? { ...now, answered: null, offer: { kind: "confirming", lastLabel: now.offer.label } }
        : now;
    case "sheet_opened":
      return isConfirmed(now) ? { phase: "sheet", checkout: now.checkout } : now;
    case "sheet_missing":
      return isConfirmed(now) ? externalWith(now, "sheet_missing") : now;
    case "sheet_left":
      return now.phase === "sheet" ? inDoubt(now.checkout, "sheet_left", sheetNotices(event.messages)) : now;
    case "sellers_page_opened":
    case "sellers_page_blocked":
    case "sellers_page_left":
      return withSellersPage(now, event.type);
    case "status_read":
      return withNews(now, withTruth(now, event.checkout));
    case "status_unknown":
      return withoutTruth(now);
    case "asked_again":
      if (now.phase === "asking") return { ...now, isStuck: false };
      return now.phase === "checking" || now.phase === "away" ? { ...now, round: 0 } : now;
    default:
      return unreachable(event);
  }
}

const hasNothing = (now: Phase): boolean =>
  now.phase === "waiting" || now.phase === "no_host" || now.phase === "unreadable";

function withRoute(now: Basket, event: Extract<PurchaseEvent, { type: "route_chosen" | "route_unknown" }>): Phase {
  // Whatever goes wrong with the choice, the external route is always open.
  const external: Offer = { kind: "offered", route: "external", label: null };
  if (event.type === "route_unknown") return { ...now, offer: external };
  const { route, label, checkout } = event.route;
  const phase = withTruth(now, checkout);
  if (phase.phase !== "basket") return phase;
  return { ...phase, offer: route === null ? external : { kind: "offered", route, label } };
}

/**
 * The answer to the question at the click. None in time opens the sheet all the same, because the server refuses by
 * itself what must not be charged (docs/decisions/0017).
 */
function withConfirmation(
  now: Basket,
  { lastLabel }: Exclude<Offer, { kind: "offered" }>,
  event: Extract<PurchaseEvent, { type: "route_chosen" | "route_unknown" }>,
): Phase {
  const confirmed: Basket = { ...now, offer: { kind: "confirmed", lastLabel } };
  if (event.type === "route_unknown") return confirmed;
  const next = withRoute(now, event);
  if (next.phase !== "basket" || next.offer.kind !== "offered") return next;
  if (next.offer.route === "external") return externalWith(next, "route_changed");
  if (next.checkout.state === "ready" && sameTotals(now.checkout, next.checkout))
    return { ...confirmed, checkout: next.checkout };
  return { ...next, notices: [{ kind: "total_changed" }] };
}

const isConfirmed = (now: Phase): now is Basket => now.phase === "basket" && now.offer.kind === "confirmed";

const sameTotals = (one: Checkout, other: Checkout): boolean =>
  JSON.stringify(one.totals) === JSON.stringify(other.totals);

function externalWith(now: Basket, kind: "sheet_missing" | "route_changed"): Phase {
  return { ...now, offer: { kind: "offered", route: "external", label: null }, notices: [{ kind }] };
}

/** What the buyer or the server changes while a click is being confirmed was not on the screen when it was made. */
function withoutClick(now: Basket): Basket {
  if (now.offer.kind !== "confirming" && now.offer.kind !== "confirmed") return now;
  return { ...now, offer: { kind: "offered", route: "instant", label: now.offer.lastLabel } };
}

type ChangeEvent = Extract<
  PurchaseEvent,
  { type: "change_started" | "changed" | "change_refused" | "change_lost" | "step_opened" }
>;

const refusalNotice = (text: string | null): Notice =>
  text === null ? { kind: "not_saved" } : { kind: "server_text", text };

function withChange(now: Basket, event: ChangeEvent): Phase {
  switch (event.type) {
    case "change_started":
      return now.change === null ? { ...withoutClick(now), change: event.change, notices: [], answered: null } : now;
    case "changed": {
      if (now.change === null) return now;
      const step = stepAfter(now.change, now.step, event.checkout);
      return withTruth({ ...now, change: null, answered: now.change, step }, event.checkout);
    }
    case "change_refused":
      if (now.change === null) return now;
      return { ...now, change: null, notices: [refusalNotice(event.text)] };
    case "change_lost":
      // It may have been saved, and then the totals on the screen are no longer those that would be charged.
      return now.change === null ? now : inDoubt(now.checkout, "change_lost", [{ kind: "change_lost" }]);
    case "step_opened":
      return event.step === "order"
        ? { ...now, step: "order", answered: null }
        : { ...withoutClick(now), step: event.step, notices: [], answered: null };
    default:
      return unreachable(event);
  }
}

function withSellersPage(now: Phase, type: `sellers_page_${"opened" | "blocked" | "left"}`): Phase {
  switch (type) {
    case "sellers_page_opened":
      if (canPay(now, "external") && now.phase === "basket")
        return { phase: "away", checkout: now.checkout, round: 0, isBlocked: false };
      return now.phase === "away" ? { ...now, round: 0, isBlocked: false } : now;
    case "sellers_page_blocked":
      return now.phase === "away" ? { ...now, isBlocked: true } : now;
    case "sellers_page_left":
      return now.phase === "away" ? inDoubt(now.checkout, "came_back") : now;
    default:
      return unreachable(type);
  }
}

/** The server returned the status of the session. */
function withTruth(now: Phase, checkout: Checkout): Phase {
  if (checkout.state === "completed") return settled(checkout);
  if (isOpenPayment(checkout)) {
    const phase = settled(checkout);
    if (now.phase === "sheet" || now.phase === "paid") return now;
    return phase.phase === now.phase && (phase.phase === "checking" || phase.phase === "away")
      ? { ...now, ...phase, round: roundAfter(now) }
      : phase;
  }
  if (checkout.state !== "ready" && checkout.state !== "not_ready")
    return now.phase === "paid" || now.phase === "closed" ? now : settled(checkout);
  switch (now.phase) {
    case "away":
      return { ...now, checkout, round: now.round + 1 };
    case "asking":
      if (now.doubt === "on_sellers_page") return { phase: "away", checkout, round: 0, isBlocked: false };
      return settled(checkout, now.notices, now.doubt === "sheet_left");
    case "checking":
      return settled(checkout, [{ kind: "payment_not_completed" }], true);
    case "basket": {
      const becamePayable = now.checkout.state !== "ready" && checkout.state === "ready";
      const lastLabel = now.offer.kind === "offered" ? now.offer.label : now.offer.lastLabel;
      const isSame = checkout.state === "ready" && sameTotals(now.checkout, checkout);
      return {
        ...(isSame ? now : withoutClick(now)),
        // A host may leave `_meta` out of an answer.
        checkout: checkout.kept === null ? { ...checkout, kept: now.checkout.kept } : checkout,
        ...(becamePayable ? { offer: { kind: "asking" as const, lastLabel } } : {}),
      };
    }
    case "waiting":
    case "no_host":
    case "unreadable":
    case "sheet":
    case "paid":
    case "closed":
      return now;
    default:
      return unreachable(now);
  }
}

const roundAfter = (now: Phase): number => (now.phase === "checking" || now.phase === "away" ? now.round + 1 : 0);

/** The server could not be asked. After the sheet that is no news about the payment, so it is still being checked. */
function withoutTruth(now: Phase): Phase {
  switch (now.phase) {
    case "asking":
      return now.doubt === "sheet_left" && now.checkout !== null
        ? { phase: "checking", checkout: now.checkout, round: 0 }
        : { ...now, isStuck: true };
    case "checking":
    case "away":
      return { ...now, round: now.round + 1 };
    default:
      return now;
  }
}

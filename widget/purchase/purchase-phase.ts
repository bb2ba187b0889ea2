import type { Checkout, RouteReading } from "./read-checkout.ts";

export type Route = "instant" | "external";
/**
 * How the buyer may pay. While it is asked, the last known label stays on the button, which is off. A click on the
 * instant route is asked about once more (`confirming`); `confirmed` opens the sheet.
 */
export type Offer =
  | { readonly kind: "asking" | "confirming" | "confirmed"; readonly lastLabel: string | null }
  | { readonly kind: "offered"; readonly route: Route; readonly label: string | null };
/** What the buyer is changing; the server has not answered yet. */
export type Change = "address" | "delivery" | "discount" | "items" | "forget" | "cancel";
/** What the card shows of an order: all of it in short, or the one thing that the buyer gives or looks at. */
export type Step = "order" | "address" | "delivery" | "total";
/** Something the buyer should read. `server_text` is the server's or the host's own sentence; the others are the widget's. */
export type Notice =
  | { readonly kind: "server_text"; readonly text: string }
  | { readonly kind: "sheet_closed" | "sheet_missing" | "payment_not_completed" | "change_lost" | "not_saved" }
  | { readonly kind: "route_changed" | "total_changed" | "changed_elsewhere" };
/** Why the truth is asked before anything is offered. */
export type Doubt = "sheet_left" | "on_sellers_page" | "came_back" | "change_lost";

export type Basket = {
  readonly phase: "basket";
  readonly checkout: Checkout;
  readonly offer: Offer;
  readonly change: Change | null;
  readonly notices: readonly Notice[];
  /** The change that was answered last, until something else happens: what the answer says of it is news. */
  readonly answered: Change | null;
  readonly step: Step;
  /** The sheet was left and the server reported that nothing is being paid: the other route is offered too. */
  readonly isOtherRouteOpen: boolean;
};
export type Asking = {
  readonly phase: "asking";
  readonly sessionId: string;
  readonly checkout: Checkout | null;
  readonly doubt: Doubt;
  /** Shown only if the server then reports that nothing is being paid. */
  readonly notices: readonly Notice[];
  /** The question found no answer; the buyer is asked to try again. */
  readonly isStuck: boolean;
};
/** A payment may be open. `round` counts how often the server was asked in a row. */
export type Checking = { readonly phase: "checking"; readonly checkout: Checkout; readonly round: number };
/** The buyer is on the seller's page. `isBlocked`: the host could not open it, so its address is shown. */
export type Away = {
  readonly phase: "away";
  readonly checkout: Checkout;
  readonly round: number;
  readonly isBlocked: boolean;
};

/** What the widget shows. Each phase owns its data. */
export type Phase =
  | { readonly phase: "waiting" | "no_host" | "unreadable" }
  | Basket
  | { readonly phase: "sheet"; readonly checkout: Checkout }
  | Asking
  | Checking
  | Away
  | { readonly phase: "paid" | "closed"; readonly checkout: Checkout };

/** `turn` goes up whenever an answer to an earlier question must no longer count. */
export type Purchase = Phase & { readonly turn: number };

export type PurchaseEvent =
  | { readonly type: "host_missing" | "result_unreadable" }
  | { readonly type: "result_shown"; readonly checkout: Checkout }
  /** The widget was here before: the session is known, its truth is not. */
  | {
      readonly type: "returned";
      readonly sessionId: string;
      readonly checkout: Checkout | null;
      readonly doing: "basket" | "sheet" | "sellers_page";
    }
  | { readonly type: "route_chosen"; readonly turn: number; readonly route: RouteReading }
  | { readonly type: "route_unknown"; readonly turn: number }
  | { readonly type: "change_started"; readonly change: Change }
  | { readonly type: "changed"; readonly checkout: Checkout }
  /** `text` is the reason in the server's words; null when it gave none. */
  | { readonly type: "change_refused"; readonly text: string | null }
  | { readonly type: "change_lost" }
  | { readonly type: "step_opened"; readonly step: Step }
  /** The buyer clicked on the instant route. */
  | { readonly type: "instant_clicked" }
  | { readonly type: "sheet_opened" | "sheet_missing" }
  | { readonly type: "sheet_left"; readonly messages: readonly string[] }
  | { readonly type: "sellers_page_opened" | "sellers_page_blocked" | "sellers_page_left" }
  /** The status of the session, from the server. */
  | { readonly type: "status_read"; readonly turn: number; readonly checkout: Checkout }
  | { readonly type: "status_unknown"; readonly turn: number }
  | { readonly type: "asked_again" };

/** Seconds to wait before each question while a payment is open, and while the buyer is on the seller's page. */
export const CHECKING_WAITS_S: readonly number[] = [1, 2, 3, 5, 8, 13, 20, 30];
export const AWAY_WAITS_S: readonly number[] = [3, 3, 5, 5, 8, 8, 13, 13, 20, 20, 30, 30, 30, 30, 30, 30];

/** True when the widget has asked as often as it does by itself; the buyer can ask again. */
export function isResting(phase: Checking | Away): boolean {
  return phase.round >= (phase.phase === "checking" ? CHECKING_WAITS_S : AWAY_WAITS_S).length;
}

export const isOpenPayment = ({ state }: Checkout): boolean =>
  state === "paying" || state === "awaiting_buyer" || state === "unresolved";

/** Below the lines everything hangs on the way to pay, so it is drawn once that is known and nothing jumps. */
export const isRouteKnown = ({ offer }: Basket): boolean => offer.kind !== "asking" || offer.lastLabel !== null;

/** True when the buyer may start paying by this route now. The only place that decides it; the views ask here too. */
export function canPay(phase: Phase, route: Route): boolean {
  if (phase.phase !== "basket" || phase.change !== null || phase.offer.kind !== "offered") return false;
  const isReady = phase.checkout.state === "ready";
  // An address that is being written is not the one that the sheet would charge and deliver for.
  if (route === "instant") return isReady && phase.offer.route === "instant" && phase.step === "order";
  // The seller's page takes missing details itself, so only the sheet waits for them (docs/decisions/0003).
  return phase.offer.route === "external" || (isReady && phase.isOtherRouteOpen);
}

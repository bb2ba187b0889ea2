import { useEffect, useLayoutEffect, useMemo, useReducer } from "react";
import type { Host, Memory } from "../host/host.ts";
import { useArrivals } from "../host/use-arrivals.ts";
import { askRoute, askStatus, sendChange, voidOpenPage, type CheckoutChange } from "./purchase-calls.ts";
import {
  AWAY_WAITS_S,
  canPay,
  CHECKING_WAITS_S,
  isResting,
  type Phase,
  type PurchaseEvent,
  type Purchase,
  type Step,
} from "./purchase-phase.ts";
import { FIRST, nextPurchase } from "./purchase-state.ts";
import { readCheckout, type Checkout } from "./read-checkout.ts";
import { funnelReporter, useShownButton, type FunnelReporter } from "./funnel-reporter.ts";
import type { Words } from "../texts/widget-texts.ts";
import { useFullscreen } from "./effects/fullscreen.ts";
import { useLookAgain } from "./effects/look-again.ts";
import { useSheet } from "./use-sheet.ts";

/** What the buyer can do. The views call these and nothing else. */
export type PurchaseActions = {
  /** Asks the server once more, for a moment at most, and then opens the payment sheet. */
  payInChat(): void;
  /** For a sheet that is gone without a word from the host. */
  leaveSheet(): void;
  payOnSellersPage(): void;
  leaveSellersPage(): void;
  /** Has the seller's open page closed, so that the buyer can pay in the chat or change the order. */
  leaveOpenPage(): void;
  send(change: CheckoutChange): void;
  /** Gives the order up while the bank or the seller's page waits for the buyer; the server closes that first. */
  cancelOpen(): void;
  /** Shows one thing to give or to look at, or with "order" all of it again. */
  openStep(step: Step): void;
  /** The one button of an order that lacks what is paid for in the chat: the details come next. */
  giveDetails(): void;
  askAgain(): void;
  /** Opens a web page beside the chat; false when the host cannot, and the link then works by itself. */
  openPage(url: string): boolean;
  /** Null where the host cannot put a message into the chat. */
  startOver: (() => void) | null;
};

/** How long the way to pay may take: before the button is there, and between a click and the sheet. */
const ROUTE_WITHIN_MS = { route: 4000, click: 1500 } as const;

/** Runs a purchase against a host: every effect of the widget is here. */
export function usePurchase(
  host: Host,
  texts: Words,
): { readonly purchase: Purchase; readonly actions: PurchaseActions } {
  const [purchase, dispatch] = useReducer(nextPurchase, host, firstPurchase);
  const reporter = useMemo(() => funnelReporter(host), [host]);
  const isWaiting = ["waiting", "no_host", "unreadable"].includes(purchase.phase);
  useArrivals(host, isWaiting, arrivals, dispatch);
  useQuestions(host, purchase, reporter, dispatch);
  useShownButton(purchase, reporter);
  useLookAgain(host, purchase, dispatch);
  useFullscreen(host, purchase);
  useMemory(host, purchase);
  return { purchase, actions: useActions(host, purchase, texts, reporter, dispatch) };
}

type Dispatch = (event: PurchaseEvent) => void;

/** What is there already is in the first picture, and not in the one after it. */
function firstPurchase(host: Host): Purchase {
  const [event] = arrivals(host, false);
  return event === undefined ? FIRST : nextPurchase(FIRST, event);
}

/** What came: the result that the widget was shown for, and what was remembered of it. `isLast`: nobody will look again. */
function arrivals(host: Host, isLast: boolean): readonly PurchaseEvent[] {
  const shown = host.shownResult();
  const memory = host.memory();
  const checkout = shown === null ? null : readCheckout(shown.structured, shown.meta);
  const isReturn = memory !== null && (checkout === null || memory.sessionId === checkout.id);
  if (isReturn && !host.canCallTools() && !isLast) return [];
  if (isReturn) return [{ type: "returned", sessionId: memory.sessionId, doing: memory.doing, checkout }];
  if (checkout !== null) return [{ type: "result_shown", checkout }];
  return shown === null ? [] : [{ type: "result_unreadable" }];
}

/** Asks the server whatever the phase leaves open: the route, or the status of the session. */
function useQuestions(host: Host, purchase: Purchase, reporter: FunnelReporter, dispatch: Dispatch): void {
  const question = questionOf(purchase);
  const kind = question?.kind ?? null;
  const sessionId = question?.sessionId ?? "";
  const waitMs = question?.waitMs ?? 0;
  const { turn } = purchase;
  // Before the picture, and not after it: the answer is what the button waits for.
  useLayoutEffect(() => {
    if (kind === null) return;
    let isOver = false;
    const ask = () => {
      const asked =
        kind === "status" ? askStatus(host, sessionId, turn) : askRoute(host, sessionId, turn, ROUTE_WITHIN_MS[kind]);
      void asked.then((event) => {
        reporter.learn(event);
        if (!isOver) dispatch(event);
      });
    };
    if (waitMs === 0) ask();
    const wait = waitMs === 0 ? undefined : setTimeout(ask, waitMs);
    return () => {
      isOver = true;
      clearTimeout(wait);
    };
  }, [host, kind, sessionId, waitMs, turn, reporter, dispatch]);
}

type Question = {
  readonly kind: "route" | "click" | "status";
  readonly sessionId: string;
  readonly waitMs: number;
};

function questionOf(phase: Phase): Question | null {
  switch (phase.phase) {
    case "basket": {
      const question = { sessionId: phase.checkout.id, waitMs: 0 };
      if (phase.offer.kind === "confirming") return { kind: "click", ...question };
      return phase.offer.kind === "asking" && phase.change === null ? { kind: "route", ...question } : null;
    }
    case "asking":
      return phase.isStuck ? null : { kind: "status", sessionId: phase.sessionId, waitMs: 0 };
    case "checking":
    case "away": {
      if (isResting(phase)) return null;
      const waits = phase.phase === "checking" ? CHECKING_WAITS_S : AWAY_WAITS_S;
      return { kind: "status", sessionId: phase.checkout.id, waitMs: (waits[phase.round] ?? 1) * 1000 };
    }
    default:
      return null;
  }
}

/** Keeps at the host which session this is and what the buyer was doing. */
function useMemory(host: Host, purchase: Purchase): void {
  const sessionId = "checkout" in purchase && purchase.checkout !== null ? purchase.checkout.id : null;
  const doing = doingIn(purchase);
  useEffect(() => {
    if (sessionId !== null && doing !== null) host.remember({ sessionId, doing });
  }, [host, sessionId, doing]);
}

function doingIn(phase: Phase): Memory["doing"] | null {
  switch (phase.phase) {
    case "sheet":
    case "checking":
      return "sheet";
    case "away":
      return "sellers_page";
    case "basket":
    case "paid":
    case "closed":
      return "basket";
    case "waiting":
    case "no_host":
    case "unreadable":
    case "asking":
      return null;
  }
}

function useActions(
  host: Host,
  purchase: Purchase,
  { startOverPrompt }: Words,
  reporter: FunnelReporter,
  dispatch: Dispatch,
): PurchaseActions {
  const sheet = useSheet(host, purchase, reporter, dispatch);
  const openSellersPage = ({ id, continue_url }: Checkout) => {
    dispatch({ type: "sellers_page_opened" });
    void host.openLink(continue_url).then((isOpened) => {
      if (isOpened) reporter.emit(id, "page_opened");
      else dispatch({ type: "sellers_page_blocked" });
    });
    reporter.emit(id, "clicked");
  };
  return {
    payInChat() {
      if (purchase.phase === "basket" && canPay(purchase, "instant")) reporter.emit(purchase.checkout.id, "clicked");
      dispatch({ type: "instant_clicked" });
    },
    leaveSheet: sheet.leave,
    payOnSellersPage() {
      if (purchase.phase === "away") openSellersPage(purchase.checkout);
      else if (purchase.phase === "basket" && canPay(purchase, "external")) openSellersPage(purchase.checkout);
    },
    leaveOpenPage() {
      if (purchase.phase !== "away") return;
      void voidOpenPage(host, purchase.checkout.id).then(() => dispatch({ type: "sellers_page_left" }));
    },
    leaveSellersPage: () => dispatch({ type: "sellers_page_left" }),
    send(change) {
      if (purchase.phase !== "basket" || purchase.change !== null) return;
      dispatch({ type: "change_started", change: change.change });
      void sendChange(host, purchase.checkout.id, change).then(dispatch);
    },
    cancelOpen() {
      if (purchase.phase !== "checking" && purchase.phase !== "away") return;
      // Whatever the answer is, the next question shows it.
      const sent = sendChange(host, purchase.checkout.id, { change: "cancel" });
      void sent.then(() => dispatch({ type: "asked_again" }));
    },
    openStep: (step) => dispatch({ type: "step_opened", step }),
    giveDetails() {
      // As on the other route, where the details are asked for behind the button (docs/decisions/0055).
      if (purchase.phase === "basket") reporter.emit(purchase.checkout.id, "clicked");
      dispatch({ type: "step_opened", step: "address" });
    },
    askAgain: () => dispatch({ type: "asked_again" }),
    openPage(url) {
      const { openExternal, openLink } = host.capabilities();
      if (openExternal || openLink) void host.openLink(url);
      return openExternal || openLink;
    },
    startOver: purchase.phase === "closed" && host.canSay() ? () => host.say(startOverPrompt) : null,
  };
}

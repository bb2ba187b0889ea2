import { useEffect, useRef } from "react";
import type { Host } from "../../host/host.ts";
import { askStatus } from "../purchase-calls.ts";
import type { Phase, Purchase, PurchaseEvent } from "../purchase-phase.ts";

const LOOK_AGAIN_AFTER_MS = 2000;
/** Seconds between questions while the buyer is elsewhere, in the chat as a rule, where the model may change the order. */
const ELSEWHERE_WAITS_S: readonly number[] = [4, 6, 10, 15, 25, 40, 60, 90];

/**
 * Asks once more when the order on the screen may not be the one that is stored: when the buyer comes back to the card,
 * when the host shows another result, and for some minutes while the buyer is in the chat. No host reports to a widget
 * that the model called another tool, so it has to ask.
 */
export function useLookAgain(host: Host, purchase: Purchase, dispatch: (event: PurchaseEvent) => void): void {
  const latest = useRef(purchase);
  useEffect(() => {
    latest.current = purchase;
  }, [purchase]);
  useEffect(() => {
    let lastMs = -Infinity;
    const look = () => {
      const { current } = latest;
      const { turn } = current;
      if (!mayLook(current) || document.visibilityState !== "visible") return;
      if (performance.now() - lastMs < LOOK_AGAIN_AFTER_MS) return;
      lastMs = performance.now();
      void askStatus(host, current.checkout.id, turn).then((event) => {
        if (event.type === "status_read") dispatch(event);
      });
    };
    const elsewhere = lookElsewhere(() => {
      if (latest.current.phase === "basket") look();
    });
    const comeBack = () => {
      look();
      elsewhere.startOver();
    };
    const stopShown = onOtherResult(host, comeBack);
    const arrivals = [
      [window, "focus"],
      [window, "blur"],
      [document, "visibilitychange"],
      [document.documentElement, "pointerenter"],
    ] as const;
    for (const [place, name] of arrivals) place.addEventListener(name, comeBack);
    return () => {
      elsewhere.stop();
      stopShown();
      for (const [place, name] of arrivals) place.removeEventListener(name, comeBack);
    };
  }, [host, dispatch]);
}

/** A change on its way and a click that is being confirmed are not disturbed. */
function mayLook(phase: Phase): phase is Extract<Phase, { readonly phase: "basket" | "away" | "checking" | "sheet" }> {
  if (phase.phase === "basket") return phase.change === null && phase.offer.kind === "offered";
  return phase.phase === "away" || phase.phase === "checking" || phase.phase === "sheet";
}

/** Calls `look` in growing pauses while the page has no focus; after the last one it rests until it is started over. */
function lookElsewhere(look: () => void): { startOver(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (round: number) => {
    const seconds = ELSEWHERE_WAITS_S[round];
    if (seconds === undefined) return;
    timer = setTimeout(() => {
      if (!document.hasFocus()) look();
      wait(round + 1);
    }, seconds * 1000);
  };
  const stop = () => clearTimeout(timer);
  wait(0);
  return {
    startOver() {
      stop();
      wait(0);
    },
    stop,
  };
}

/** Calls back when the host shows another result than the one that was there. What it says is asked for again. */
function onOtherResult(host: Host, callBack: () => void): () => void {
  const textNow = () => JSON.stringify(host.shownResult()?.structured ?? null);
  let last = textNow();
  return host.subscribe(() => {
    const now = textNow();
    if (now === last) return;
    last = now;
    callBack();
  });
}

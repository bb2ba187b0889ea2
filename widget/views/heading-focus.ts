import { useEffect, useLayoutEffect, useRef } from "react";
import { isRouteKnown, type Phase } from "../purchase/purchase-phase.ts";

/**
 * When what had the focus is gone, with the view before or alone, the reading goes on at `place`, a selector: the new heading where
 * nothing else is named, and nowhere yet where it is null. A host that took the focus for something of its own gives it back
 * to the frame alone; it then goes to what had it last in here, or where the reading goes on.
 */
export function useHeadingFocus(view: string, place: string | null = "h1"): void {
  const last = useRef<HTMLElement | null>(null);
  const next = useRef(place);
  // Before what is gone is noticed.
  useLayoutEffect(() => {
    next.current = place;
  }, [place]);
  useEffect(() => {
    if (document.hasFocus() && isNowhere() && view !== "waiting") focusOn(place);
  }, [view, place]);
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement) last.current = target;
    };
    const restore = () => {
      if (last.current === null || !isNowhere()) return;
      if (last.current.isConnected) last.current.focus({ preventScroll: true });
      else focusOn(next.current);
    };
    const gone = new MutationObserver(() => {
      if (document.hasFocus() && isNowhere() && last.current?.isConnected === false) focusOn(next.current);
    });
    gone.observe(document.body, { childList: true, subtree: true });
    document.addEventListener("focusin", remember);
    window.addEventListener("focus", restore);
    return () => {
      gone.disconnect();
      document.removeEventListener("focusin", remember);
      window.removeEventListener("focus", restore);
    };
  }, []);
}

const isNowhere = (): boolean => document.activeElement === document.body;

const focusOn = (place: string | null): void => {
  if (place !== null) document.querySelector<HTMLElement>(place)?.focus({ preventScroll: true });
};

/** What a purchase shows: its phase, and of a basket the step and the lines, whose buttons go with them. */
export const viewOf = (phase: Phase): string =>
  phase.phase === "basket" ? `${phase.step} ${phase.checkout.line_items.length}` : phase.phase;

/** Whoever closes the payment sheet is where they opened it, as soon as the button is there again. */
export function placeOf(phase: Phase): string | null {
  if (phase.phase !== "basket" || !phase.notices.some(({ kind }) => kind === "sheet_closed")) return "h1";
  return isRouteKnown(phase) ? ".button.first" : null;
}

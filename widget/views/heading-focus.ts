import { useEffect } from "react";
import type { Phase } from "../purchase/purchase-phase.ts";

/** When what had the focus is gone with the view before, the reading goes on at the new heading. */
export function useHeadingFocus(view: string): void {
  useEffect(() => {
    if (document.hasFocus() && document.activeElement === document.body && view !== "waiting")
      document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }, [view]);
}

/** What a purchase shows: its phase, and of a basket the step and the lines, whose buttons go with them. */
export const viewOf = (phase: Phase): string =>
  phase.phase === "basket" ? `${phase.step} ${phase.checkout.line_items.length}` : phase.phase;

import { useEffect } from "react";

/** When what had the focus is gone with the view before, the reading goes on at the new heading. */
export function useHeadingFocus(view: string): void {
  useEffect(() => {
    if (document.hasFocus() && document.activeElement === document.body && view !== "waiting")
      document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }, [view]);
}

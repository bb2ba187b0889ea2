"use client";

import { useEffect, useRef } from "react";

/** Moves the focus to the next step's heading when it takes the place of the one that was done, so that it is read out. */
export function StepFocus({ step }: { readonly step: string }) {
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    document.querySelector<HTMLElement>("[data-step-heading]")?.focus();
  }, [step]);
  return null;
}

import type { ReactNode } from "react";
import { STEP } from "./step.ts";

/**
 * The heading of the step that the buyer is at. Has the focus when the buyer came here from the step before, so that a
 * screen reader says where they are and Tab goes on from there. A browser does that by itself where it loads the page at
 * the heading's fragment; public/checkout.js does it where one step is put in the place of another.
 */
export function StepHeading({
  className = "",
  children,
}: {
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <h2 id={STEP} tabIndex={-1} className={`scroll-mt-6 text-title outline-none ${className}`}>
      {children}
    </h2>
  );
}

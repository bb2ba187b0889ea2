"use client";

import { useEffect, useRef, type ReactNode } from "react";
import { STEP } from "./step.ts";

/** A step has left the page, so that the one that takes its place is new to the buyer. */
let isAnswered = false;

/**
 * The heading of the step that the buyer is at. Has the focus when the buyer came here from the step before, so that a
 * screen reader says where they are and Tab goes on from there. A browser does that by itself where it loads the page at
 * the heading's fragment, also without JavaScript; the effect is for a step that is put in the place of another.
 */
export function StepHeading({
  className = "",
  children,
}: {
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const element = heading.current;
    if (isAnswered || location.hash === `#${STEP}`) element?.focus();
    isAnswered = false;
    return () => {
      // React runs effects twice while developing, and the heading is still there then.
      isAnswered = element?.isConnected === false;
    };
  }, []);
  return (
    <h2 id={STEP} ref={heading} tabIndex={-1} className={`scroll-mt-6 text-title outline-none ${className}`}>
      {children}
    </h2>
  );
}

import type { CheckoutLink } from "#lib/ids.ts";

/** The id of the current step's heading. Each step of the checkout has one. */
export const STEP = "step";

/** Where an answered step leads: the same page, at the heading of its next step. */
export const nextStep = (link: CheckoutLink): string => `/checkout/${link}#${STEP}`;

/** Where a form of a checkout is posted to; the same in every release. */
export const formAddress = (link: CheckoutLink, step: string): string => `/checkout/${link}/form/${step}`;

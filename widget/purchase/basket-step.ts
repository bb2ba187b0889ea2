import type { Change, Phase, Step } from "./purchase-phase.ts";
import { needsAddress, type Checkout } from "./read-checkout.ts";

/**
 * An address that does not do stays open with what is wrong with it; a delivery that was chosen is done with, unless other
 * sellers' goods may be delivered another way too.
 */
export function stepAfter(change: Change, step: Step, checkout: Checkout): Step {
  if (change === "delivery") return checkout.parts === undefined ? "order" : step;
  if (change !== "address") return step;
  return needsAddress(checkout) || checkout.missing.includes("delivery_option") ? "address" : "order";
}

/** The order is no longer the one on the screen, and nobody changed it here: the model did, or another window. */
export function withNews(before: Phase, after: Phase): Phase {
  if (before.phase !== "basket" || after.phase !== "basket" || before.change !== null) return after;
  if (before.checkout === after.checkout || shownOf(before.checkout) === shownOf(after.checkout)) return after;
  return { ...after, notices: [{ kind: "changed_elsewhere" }], answered: null };
}

const shownOf = ({
  line_items: lines,
  totals,
  fulfillment_address: address,
  fulfillment_option_id: option,
  parts,
}: Checkout) => JSON.stringify([lines, totals, address, option, parts]);

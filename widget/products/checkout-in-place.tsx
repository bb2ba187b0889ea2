import { useMemo } from "react";
import type { Host } from "../host/host.ts";
import type { Phase } from "../purchase/purchase-phase.ts";
import { usePurchase } from "../purchase/use-purchase.ts";
import { placeOf, useHeadingFocus, viewOf } from "../views/heading-focus.ts";
import type { Words } from "../texts/widget-texts.ts";
import { PurchaseView } from "../views/purchase-view.tsx";
import { BackToProducts } from "../views/products/back-button.tsx";

type Props = {
  readonly host: Host;
  /** The answer of checkout_session; null where only the host's memory knows the session. */
  readonly structured: unknown;
  readonly locale: string;
  readonly texts: Words;
  /** Null where there is nothing to go back to. */
  readonly onBack: (() => void) | null;
};

/** The checkout in the frame of the products: the whole purchase as the checkout widget runs it, and the way back. */
export function CheckoutInPlace({ host, structured, locale, texts, onBack }: Props) {
  const own = useMemo(() => hostOfCheckout(host, structured), [host, structured]);
  const { purchase, actions } = usePurchase(own, texts);
  useHeadingFocus(viewOf(purchase), placeOf(purchase));
  const back = onBack !== null && mayLeave(purchase) ? <BackToProducts onBack={onBack} /> : null;
  return <PurchaseView phase={purchase} locale={locale} texts={texts} actions={actions} above={back} />;
}

/** The same host, which showed this checkout instead of the products. */
export function hostOfCheckout(host: Host, structured: unknown): Host {
  return { ...host, shownResult: () => (structured === null ? null : { structured }) };
}

/** True while nothing is being paid, so that no payment goes on out of the buyer's sight. A paid order stays in view. */
export function mayLeave(phase: Phase): boolean {
  if (phase.phase === "basket")
    return phase.change === null && (phase.offer.kind === "asking" || phase.offer.kind === "offered");
  return phase.phase === "closed" || phase.phase === "unreadable";
}

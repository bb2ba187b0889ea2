import { mount, type ViewProps } from "./mount.tsx";
import { usePurchase } from "./purchase/use-purchase.ts";
import { placeOf, useHeadingFocus, viewOf } from "./views/heading-focus.ts";
import { PurchaseView } from "./views/purchase-view.tsx";

function CheckoutWidget({ host, look }: ViewProps) {
  const { purchase, actions } = usePurchase(host, look.words);
  useHeadingFocus(viewOf(purchase), placeOf(purchase));
  return <PurchaseView phase={purchase} locale={look.locale} texts={look.words} actions={actions} />;
}

mount(CheckoutWidget);

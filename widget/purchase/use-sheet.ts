import { useLayoutEffect, useRef } from "react";
import { sessionForHost } from "#lib/wire/session-for-host.ts";
import type { Host } from "../host/host.ts";
import type { Purchase, PurchaseEvent } from "./purchase-phase.ts";
import { readSheetMessages, shownAddress, type Checkout } from "./read-checkout.ts";
import type { FunnelReporter } from "./funnel-reporter.ts";

/** Opens the payment sheet once the click is confirmed. The answer: how to go on when it is gone without a word. */
export function useSheet(
  host: Host,
  purchase: Purchase,
  reporter: FunnelReporter,
  dispatch: (event: PurchaseEvent) => void,
): { readonly leave: () => void } {
  // The turn whose click opened the sheet that is open. A sheet that the buyer gave up on may still answer, and must
  // not be taken for the sheet of now; and one click opens one sheet, however often the widget is drawn meanwhile.
  const openSince = useRef<number | null>(null);
  const openedLast = useRef<number | null>(null);
  const { turn } = purchase;
  const confirmed = purchase.phase === "basket" && purchase.offer.kind === "confirmed" ? purchase.checkout : null;
  useLayoutEffect(() => {
    if (confirmed === null || openedLast.current === turn) return;
    const sheet = host.requestCheckout(sessionForHost(withAddress(confirmed)));
    if (sheet === null) return dispatch({ type: "sheet_missing" });
    openSince.current = turn;
    openedLast.current = turn;
    dispatch({ type: "sheet_opened" });
    reporter.emit(confirmed.id, "sheet_opened");
    const leave = (messages: readonly string[]) => {
      if (openSince.current !== turn) return;
      openSince.current = null;
      dispatch({ type: "sheet_left", messages });
    };
    sheet.then(
      (answer) => leave(readSheetMessages(answer)),
      () => leave([]),
    );
  }, [host, confirmed, turn, reporter, dispatch]);
  return {
    leave() {
      openSince.current = null;
      dispatch({ type: "sheet_left", messages: [] });
    },
  };
}

/** The sheet shows the buyer where it goes, also what the model is not shown. */
function withAddress(checkout: Checkout): Checkout {
  const address = shownAddress(checkout);
  return address === undefined ? checkout : { ...checkout, fulfillment_address: address };
}

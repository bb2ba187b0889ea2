import type { ReactNode } from "react";
import { unreachable } from "#lib/invariant.ts";
import { discountMessages } from "./discount-field.tsx";
import { BasketView } from "./basket-view.tsx";
import { ClosedView, PaidView } from "./closed-order-view.tsx";
import { AwayView, CheckingView } from "./open-payment-view.tsx";
import type { Phase } from "../purchase/purchase-phase.ts";
import { Skeleton, StatusView } from "./status-view.tsx";
import { noticeText, TEXTS } from "../texts.ts";
import type { PurchaseActions } from "../purchase/use-purchase.ts";

type Props = { readonly phase: Phase; readonly locale: string; readonly actions: PurchaseActions };

/** The widget for any phase of a purchase. Draws what it is given and has no effects. */
export function PurchaseView(props: Props) {
  return (
    <main className="card">
      {contentOf(props)}
      <output className="unseen">{announcement(props.phase)}</output>
    </main>
  );
}

function contentOf({ phase, locale, actions }: Props): ReactNode {
  switch (phase.phase) {
    case "waiting":
      return <Skeleton />;
    case "no_host":
      return <StatusView title={TEXTS.noHostTitle} text={TEXTS.noHostText} />;
    case "unreadable":
      return <StatusView title={TEXTS.unreadableTitle} text={TEXTS.unreadableText} />;
    case "basket":
      return <BasketView basket={phase} locale={locale} actions={actions} />;
    case "sheet":
      return (
        <StatusView title={TEXTS.sheetTitle} text={TEXTS.sheetText} isBusy order={{ checkout: phase.checkout, locale }}>
          <section className="pay">
            <button type="button" className="text-button" onClick={actions.leaveSheet}>
              {TEXTS.sheetGone}
            </button>
          </section>
        </StatusView>
      );
    case "asking": {
      const order = phase.checkout === null ? null : { checkout: phase.checkout, locale };
      if (!phase.isStuck) return <StatusView title={TEXTS.askingTitle} text={TEXTS.askingText} isBusy order={order} />;
      return (
        <StatusView title={TEXTS.stuckTitle} text={TEXTS.stuckText} order={order}>
          <section className="pay">
            <button type="button" className="button second" onClick={actions.askAgain}>
              {TEXTS.tryAgain}
            </button>
          </section>
        </StatusView>
      );
    }
    case "checking":
      return <CheckingView phase={phase} locale={locale} actions={actions} />;
    case "away":
      return <AwayView phase={phase} locale={locale} actions={actions} />;
    case "paid":
      return <PaidView checkout={phase.checkout} locale={locale} actions={actions} />;
    case "closed":
      return <ClosedView checkout={phase.checkout} locale={locale} actions={actions} />;
    default:
      return unreachable(phase);
  }
}

/** What a screen reader says when the view changes. Empty where nothing happened that the buyer did not do. */
function announcement(phase: Phase): string {
  switch (phase.phase) {
    case "basket":
      if (phase.change !== null) return TEXTS.changing;
      return [...phase.notices.map(noticeText), ...discountMessages(phase.checkout).map(({ content }) => content)].join(
        " ",
      );
    case "asking":
      return phase.isStuck ? TEXTS.stuckTitle : TEXTS.askingTitle;
    case "sheet":
      return TEXTS.sheetTitle;
    case "checking":
      return phase.checkout.action_url === undefined ? TEXTS.checkingTitle : TEXTS.bankTitle;
    case "away":
      return TEXTS.awayTitle;
    case "paid":
      return TEXTS.paidTitle;
    case "closed":
      return phase.checkout.state === "expired" ? TEXTS.expiredTitle : TEXTS.canceledTitle;
    case "no_host":
      return TEXTS.noHostTitle;
    case "unreadable":
      return TEXTS.unreadableTitle;
    case "waiting":
      return TEXTS.loading;
  }
}

import type { ReactNode } from "react";
import { unreachable } from "#lib/invariant.ts";
import { amountText, totalOf } from "./amounts.ts";
import { discountMessages } from "./discount-field.tsx";
import { BasketView } from "./basket-view.tsx";
import { ClosedView, PaidView, paidTitle } from "./closed-order-view.tsx";
import { AwayView, CheckingView } from "./open-payment-view.tsx";
import { OrderFoot } from "./order-foot.tsx";
import type { Phase } from "../purchase/purchase-phase.ts";
import { Skeleton, StatusView } from "./status-view.tsx";
import { directionOf } from "#lib/wire/languages.ts";
import { sentences } from "#lib/wire/text-tables.ts";
import { filled } from "#lib/wire/widget/filled.ts";
import { NO_HOST } from "../texts/no-host.ts";
import { noticeText, Texts, type Words } from "../texts/widget-texts.ts";
import type { PurchaseActions } from "../purchase/use-purchase.ts";

type Props = {
  readonly phase: Phase;
  readonly locale: string;
  readonly texts: Words;
  readonly actions: PurchaseActions;
  /** What leads elsewhere, where the purchase is a part of something. */
  readonly above?: ReactNode;
};

/** The widget for any phase of a purchase. Draws what it is given and has no effects. */
export function PurchaseView(props: Props) {
  const { phase, locale, texts } = props;
  // What waits has no words to be seen, and stays where it is when the texts of the host's language come.
  return (
    <Texts.Provider value={texts}>
      <main className="card" lang={texts.locale} dir={directionOf(phase.phase === "waiting" ? locale : texts.locale)}>
        {props.above}
        {contentOf(props)}
        <output className="unseen">{announcement(props)}</output>
      </main>
    </Texts.Provider>
  );
}

function contentOf({ phase, locale, texts, actions }: Props): ReactNode {
  switch (phase.phase) {
    case "waiting":
      return <Skeleton />;
    case "no_host":
      return <StatusView {...NO_HOST.checkout} />;
    case "unreadable":
      return <StatusView title={texts.unreadableTitle} text={texts.unreadableText} />;
    case "basket":
      return <BasketView basket={phase} locale={locale} actions={actions} />;
    case "sheet":
      return (
        <StatusView title={texts.sheetTitle} text={texts.sheetText} isBusy order={{ checkout: phase.checkout, locale }}>
          <section className="pay">
            <button type="button" className="text-button" onClick={actions.leaveSheet}>
              {texts.sheetGone}
            </button>
          </section>
        </StatusView>
      );
    case "asking": {
      const order = phase.checkout === null ? null : { checkout: phase.checkout, locale };
      if (!phase.isStuck) return <StatusView title={texts.askingTitle} text={texts.askingText} isBusy order={order} />;
      return (
        <StatusView title={texts.stuckTitle} text={texts.stuckText} order={order}>
          <section className="pay">
            <button type="button" className="button second" onClick={actions.askAgain}>
              {texts.tryAgain}
            </button>
          </section>
          {order !== null && <OrderFoot checkout={order.checkout} onOpen={actions.openPage} onCancel={null} />}
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
function announcement({ phase, locale, texts }: Props): string {
  switch (phase.phase) {
    case "basket":
      if (phase.change !== null) return texts.changing;
      return sentences(
        texts.locale,
        ...phase.notices.map((notice) => noticeText(notice, texts)),
        ...(phase.answered === "discount" ? discountMessages(phase.checkout) : []).map(({ content }) =>
          texts.said(content),
        ),
        // Heard after every change; when the widget comes, nothing of it is read out.
        filled(texts.totalIs, {
          label: phase.checkout.state === "ready" ? texts.total : texts.totalSoFar,
          amount: amountText(phase.checkout, totalOf(phase.checkout), locale),
        }),
      );
    case "asking":
      return phase.isStuck ? texts.stuckTitle : texts.askingTitle;
    case "sheet":
      return texts.sheetTitle;
    case "checking":
      return phase.checkout.action_url === undefined ? texts.checkingTitle : texts.bankTitle;
    case "away":
      return texts.awayTitle;
    case "paid":
      return paidTitle(phase.checkout.order, texts);
    case "closed":
      return phase.checkout.state === "expired" ? texts.expiredTitle : texts.canceledTitle;
    case "no_host":
      return NO_HOST.checkout.title;
    case "unreadable":
      return texts.unreadableTitle;
    case "waiting":
      return texts.loading;
  }
}

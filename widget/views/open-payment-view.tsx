import { useState } from "react";
import { OrderFoot } from "./order-foot.tsx";
import { isResting, type Away, type Checking } from "../purchase/purchase-phase.ts";
import { StatusView } from "./status-view.tsx";
import { useTexts } from "../texts/widget-texts.ts";
import type { PurchaseActions } from "../purchase/use-purchase.ts";
import { WebLink } from "./web-link.tsx";

type Props<Which> = { readonly phase: Which; readonly locale: string; readonly actions: PurchaseActions };

/** A payment may be open. Says nothing about how it ended, because nobody knows yet, and offers no other way. */
export function CheckingView({ phase, locale, actions }: Props<Checking>) {
  const texts = useTexts();
  const { checkout } = phase;
  const rests = isResting(phase);
  const bank = checkout.state === "awaiting_buyer" ? checkout.action_url : undefined;
  const [title, text] =
    bank !== undefined
      ? [texts.bankTitle, texts.bankText]
      : [texts.checkingTitle, rests ? texts.checkingRestsText : texts.checkingText];
  return (
    <StatusView title={title} text={text} isBusy={bank === undefined && !rests} order={{ checkout, locale }}>
      <section className="pay">
        {bank !== undefined && (
          <WebLink href={bank} className="button first" onOpen={actions.openPage}>
            {texts.confirmWithBank}
          </WebLink>
        )}
        {rests && (
          <button type="button" className="button second" onClick={actions.askAgain}>
            {texts.checkAgain}
          </button>
        )}
      </section>
      <OrderFoot
        checkout={checkout}
        onOpen={actions.openPage}
        onCancel={checkout.state === "awaiting_buyer" ? actions.cancelOpen : null}
      />
    </StatusView>
  );
}

/** The buyer pays on the seller's page, and this follows along. */
export function AwayView({ phase, locale, actions }: Props<Away>) {
  const texts = useTexts();
  const { checkout, isBlocked } = phase;
  return (
    <StatusView
      title={texts.awayTitle}
      text={isBlocked ? texts.blockedText : isResting(phase) ? texts.awayRestsText : texts.awayText}
      isBusy={!isBlocked && !isResting(phase)}
      order={{ checkout, locale }}
    >
      {isBlocked && (
        <div className="field">
          <label htmlFor="page-address">{texts.pageAddress}</label>
          <input
            id="page-address"
            type="text"
            dir="ltr"
            readOnly
            value={checkout.continue_url}
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
        </div>
      )}
      <section className="pay">
        {!isBlocked && (
          <button type="button" className="button first" onClick={actions.payOnSellersPage}>
            {texts.openAgain}
          </button>
        )}
        {isResting(phase) ? (
          <button type="button" className="button second" onClick={actions.askAgain}>
            {texts.checkAgain}
          </button>
        ) : checkout.state === "awaiting_buyer" ? (
          <LeavePageButton onLeave={actions.leaveOpenPage} />
        ) : (
          <button type="button" className="button second" onClick={actions.leaveSellersPage}>
            {texts.changeOrder}
          </button>
        )}
      </section>
      <OrderFoot
        checkout={checkout}
        onOpen={actions.openPage}
        onCancel={checkout.state === "awaiting_buyer" ? actions.cancelOpen : null}
      />
    </StatusView>
  );
}

/** Off once it was pressed: the page is being closed, and then this view is gone or the page was paid. */
function LeavePageButton({ onLeave }: { readonly onLeave: () => void }) {
  const texts = useTexts();
  const [isLeaving, setLeaving] = useState(false);
  return (
    <button
      type="button"
      className="button second"
      aria-disabled={isLeaving}
      onClick={() => {
        if (isLeaving) return;
        setLeaving(true);
        onLeave();
      }}
    >
      {isLeaving ? texts.closingPage : texts.payHereInstead}
    </button>
  );
}

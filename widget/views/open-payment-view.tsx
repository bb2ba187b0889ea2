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
  // Beside another second button it is a quiet one.
  const wayBack = isResting(phase) ? "text-button" : "button second";
  return (
    <StatusView
      title={texts.awayTitle}
      text={isBlocked ? texts.blockedText : isResting(phase) ? texts.awayRestsText : texts.awayText}
      isBusy={!isBlocked && !isResting(phase)}
      order={{ checkout, locale }}
    >
      {isBlocked && (
        <div>
          <p className="quiet">{texts.pageAddress}</p>
          <p id={PAGE_ADDRESS} className="page-address" dir="ltr">
            {checkout.continue_url}
          </p>
        </div>
      )}
      <section className="pay">
        {isBlocked ? (
          <CopyButton address={checkout.continue_url} />
        ) : (
          <button type="button" className="button first" onClick={actions.payOnSellersPage}>
            {texts.openAgain}
          </button>
        )}
        {isResting(phase) && (
          <button type="button" className="button second" onClick={actions.askAgain}>
            {texts.checkAgain}
          </button>
        )}
        {checkout.state === "awaiting_buyer" ? (
          <LeavePageButton look={wayBack} onLeave={actions.leaveOpenPage} />
        ) : (
          <button type="button" className={wayBack} onClick={actions.leaveSellersPage}>
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
function LeavePageButton({ look, onLeave }: { readonly look: string; readonly onLeave: () => void }) {
  const texts = useTexts();
  const [isLeaving, setLeaving] = useState(false);
  return (
    <button
      type="button"
      className={look}
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

const PAGE_ADDRESS = "page-address";

/** Copies the address of the page. Where the host's frame may not write to the clipboard, it selects the address to copy. */
function CopyButton({ address }: { readonly address: string }) {
  const texts = useTexts();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      setCopied(true);
    } catch {
      const shown = document.getElementById(PAGE_ADDRESS);
      if (shown === null) return;
      getSelection()?.selectAllChildren(shown);
      // Outdated, but allowed in frames to which the clipboard is closed.
      setCopied(document.execCommand("copy"));
    }
  };
  return (
    <button type="button" className="button first" onClick={() => void copy()}>
      <span aria-live="polite">{isCopied ? texts.copied : texts.copyAddress}</span>
    </button>
  );
}

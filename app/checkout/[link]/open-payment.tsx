import type { CheckoutLink } from "#lib/ids.ts";
import { Notice } from "../../components/notice.tsx";
import type { CheckoutTexts } from "../texts/en.ts";
import type { Stopped } from "./form-state.ts";
import { formAddress } from "./step.ts";

/** A payment page, or a bank confirmation, that waits for the buyer: go on there, or give it up and change the order. */
export function OpenPayment({
  link,
  shown,
  confirmAt,
  isWallet,
  mayChange,
  stopped,
  texts,
}: {
  readonly link: CheckoutLink;
  /** The digest of this page's order. */
  readonly shown: string;
  /** The bank's page of a payment from the chat. */
  readonly confirmAt: string | null;
  /** A wallet's payment: going on leads to the bank's page, and another browser may give it up for the payment page. */
  readonly isWallet: boolean;
  readonly mayChange: boolean;
  /** What came of the form that was sent last. */
  readonly stopped: Stopped | null;
  readonly texts: CheckoutTexts["openPayment"];
}) {
  return (
    <div className="flex flex-col gap-3">
      {stopped === null ? null : <Notice tone={stopped.tone}>{stopped.message}</Notice>}
      {confirmAt === null ? (
        <form id="continue" method="post" action={formAddress(link, "continue")} className="contents">
          <input type="hidden" name="shown" value={shown} />
          <button type="submit" className="button min-h-14 text-lead">
            {isWallet ? texts.confirm : texts.continue}
          </button>
        </form>
      ) : (
        <a href={confirmAt} className="button min-h-14 text-lead">
          {texts.confirm}
        </a>
      )}
      {mayChange ? (
        <form id="change" method="post" action={formAddress(link, "change")} className="contents">
          <button type="submit" className="button button-quiet">
            {confirmAt === null && !isWallet ? texts.change : texts.payAnotherWay}
          </button>
        </form>
      ) : isWallet ? (
        <form id="another-way" method="post" action={formAddress(link, "another-way")} className="contents">
          <input type="hidden" name="shown" value={shown} />
          <button type="submit" className="button button-quiet">
            {texts.payAnotherWay}
          </button>
        </form>
      ) : null}
    </div>
  );
}

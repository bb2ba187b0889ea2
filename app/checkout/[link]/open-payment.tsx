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
  mayChange,
  stopped,
  texts,
}: {
  readonly link: CheckoutLink;
  /** The digest of this page's order. */
  readonly shown: string;
  readonly confirmAt: string | null;
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
            {texts.continue}
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
            {confirmAt === null ? texts.change : texts.payAnotherWay}
          </button>
        </form>
      ) : null}
    </div>
  );
}

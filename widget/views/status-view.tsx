import type { ReactNode } from "react";
import { LineItems } from "./line-items.tsx";
import type { Checkout } from "../purchase/read-checkout.ts";
import { useTexts } from "../texts/widget-texts.ts";
import { Totals } from "./totals.tsx";

type Props = {
  readonly title: string;
  readonly text: string;
  readonly isBusy?: boolean;
  /** The order it is about, where one is known. */
  readonly order?: { readonly checkout: Checkout; readonly locale: string } | null;
  readonly children?: ReactNode;
};

/** One thing that the buyer should know, with what can be done about it. */
export function StatusView({ title, text, isBusy = false, order = null, children }: Props) {
  return (
    <>
      <header className="head status">
        {isBusy && <span className="spinner" aria-hidden="true" />}
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          {order !== null && <TestBadge checkout={order.checkout} />}
          <p className="quiet">{text}</p>
        </div>
      </header>
      {order !== null && (
        <>
          <LineItems checkout={order.checkout} locale={order.locale} />
          <Totals checkout={order.checkout} locale={order.locale} isShort />
        </>
      )}
      {children}
    </>
  );
}

/** That no money moves. It stands beside the title of every state, since what a bank does in a test reads as real. */
export function TestBadge({ checkout }: { readonly checkout: Checkout }) {
  const { testMode } = useTexts();
  return checkout.payment_mode === "test" ? <p className="badge">{testMode}</p> : null;
}

/** In the place of the order, about as high. */
export function Skeleton() {
  const texts = useTexts();
  return (
    <div aria-busy="true">
      <h1 className="unseen" tabIndex={-1}>
        {texts.loading}
      </h1>
      <div aria-hidden="true">
        <div className="bone short" />
        <div className="bone-line">
          <div className="bone square" />
          <div className="bone" />
        </div>
      </div>
      <SkeletonRows />
    </div>
  );
}

export function SkeletonRows() {
  return (
    <div className="bones" aria-hidden="true">
      <div className="bone" />
      <div className="bone" />
      <div className="bone" />
      <div className="bone tall" />
    </div>
  );
}

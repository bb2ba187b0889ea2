"use client";

import { useActionState } from "react";
import { Notice } from "../../components/notice.tsx";
import { changeOrder, continueToPayment } from "./actions.ts";
import type { CheckoutTexts } from "../texts/en.ts";
import type { OrderState } from "./form-state.ts";

const OPEN: OrderState = { kind: "open" };

/** A payment page, or a bank confirmation, that waits for the buyer: go on there, or give it up and change the order. */
export function OpenPayment({
  link,
  shown,
  confirmAt,
  mayChange,
  texts,
}: {
  readonly link: string;
  /** The digest of this page's order. */
  readonly shown: string;
  readonly confirmAt: string | null;
  readonly mayChange: boolean;
  readonly texts: CheckoutTexts["openPayment"];
}) {
  const [goingOn, goOn] = useActionState(continueToPayment, OPEN);
  const [giving, rollback] = useActionState(changeOrder, OPEN);
  const stopped = [goingOn, giving].find((state) => state.kind === "stopped");
  return (
    <div className="flex flex-col gap-3">
      {stopped?.kind === "stopped" ? <Notice tone="danger">{stopped.message}</Notice> : null}
      {confirmAt === null ? (
        <form action={goOn} className="contents">
          <input type="hidden" name="link" value={link} />
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
        <form action={rollback} className="contents">
          <input type="hidden" name="link" value={link} />
          <button type="submit" className="button button-quiet">
            {confirmAt === null ? texts.change : texts.payAnotherWay}
          </button>
        </form>
      ) : null}
    </div>
  );
}

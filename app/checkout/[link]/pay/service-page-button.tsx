"use client";

import { useActionState } from "react";
import { Notice } from "../../../components/notice.tsx";
import type { CheckoutTexts } from "../../texts/en.ts";
import type { OrderState } from "../form-state.ts";
import { payOnServicePage } from "./actions.ts";

const OPEN: OrderState = { kind: "open" };

/** The way out when the form does not appear: a plain form, so that it works without JavaScript too. */
export function ServicePageButton({
  link,
  texts,
}: {
  readonly link: string;
  readonly texts: CheckoutTexts["servicePage"];
}) {
  const [state, action, isPending] = useActionState(payOnServicePage, OPEN);
  return (
    <form action={action} className="flex flex-col items-start gap-3">
      <input type="hidden" name="link" value={link} />
      {state.kind === "stopped" ? <Notice tone="danger">{state.message}</Notice> : null}
      <p className="text-muted">{texts.question}</p>
      <button type="submit" className="button button-quiet" aria-disabled={isPending}>
        {texts.open}
      </button>
    </form>
  );
}

"use client";

import { useActionState } from "react";
import { Notice } from "../../../components/notice.tsx";
import type { OrderState } from "../form-state.ts";
import { payOnServicePage } from "./actions.ts";

const OPEN: OrderState = { kind: "open" };

/** The way out when the form does not appear: a plain form, so that it works without JavaScript too. */
export function ServicePageButton({ link }: { readonly link: string }) {
  const [state, action, isPending] = useActionState(payOnServicePage, OPEN);
  return (
    <form action={action} className="flex flex-col items-start gap-3">
      <input type="hidden" name="link" value={link} />
      {state.kind === "stopped" ? <Notice tone="danger">{state.message}</Notice> : null}
      <p className="text-muted">Does the form not appear?</p>
      <button type="submit" className="button button-quiet" aria-disabled={isPending}>
        Pay on the payment service&rsquo;s own page
      </button>
    </form>
  );
}

"use client";

import { useActionState, useEffect, useRef } from "react";
import { Notice } from "../../../components/notice.tsx";
import type { OrderState } from "../form-state.ts";
import { changeItems } from "../actions.ts";
import { ITEMS_FORM, SUMMARY } from "./ids.ts";

const OPEN: OrderState = { kind: "open" };

/** What the buttons beside the items send, and what came of it. Says the new order to whoever does not see it change. */
export function ItemsForm({
  link,
  shown,
  order,
  lines,
}: {
  readonly link: string;
  /** The digest of this page's order. */
  readonly shown: string;
  /** The order in a few words. */
  readonly order: string;
  readonly lines: number;
}) {
  const [state, action, isPending] = useActionState(changeItems, OPEN);
  const before = useRef(lines);
  useEffect(() => {
    // The button went away with its line, and the focus with the button.
    if (lines < before.current) document.getElementById(SUMMARY)?.focus();
    before.current = lines;
  }, [lines]);
  return (
    <form id={ITEMS_FORM} action={action} className="-mt-5">
      <input type="hidden" name="link" value={link} />
      <input type="hidden" name="shown" value={shown} />
      {state.kind === "stopped" ? (
        <div className="pt-5">
          <Notice tone={state.tone} isUrgent>
            {state.message}
          </Notice>
        </div>
      ) : null}
      <p aria-live="polite" className="visually-hidden">
        {isPending ? "" : order}
      </p>
    </form>
  );
}

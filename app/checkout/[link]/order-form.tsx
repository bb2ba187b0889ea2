"use client";

import { useActionState } from "react";
import { Notice } from "../../components/notice.tsx";
import { order } from "./actions.ts";
import type { CheckoutTexts } from "../texts/en.ts";
import type { OrderState } from "./form-state.ts";
import { ORDER_FORM } from "./order-form-id.ts";

export type DeliveryChoice = {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly price: string;
};

const OPEN: OrderState = { kind: "open" };

/** Delivery and payment in one form, so that a choice that was not updated yet is never paid past. */
export function OrderForm({
  texts,
  link,
  pay,
  shown,
  choices,
  chosen,
  note,
}: {
  readonly texts: CheckoutTexts["orderForm"];
  readonly link: string;
  /** What the button says. */
  readonly pay: string;
  /** The digest of this page's order. */
  readonly shown: string;
  readonly choices: readonly DeliveryChoice[];
  readonly chosen: string | null;
  /** Stands below the button: who takes the payment. */
  readonly note: string;
}) {
  const [state, action, isPending] = useActionState(order, OPEN);
  return (
    <form id={ORDER_FORM} action={action} className="flex flex-col gap-6">
      <input type="hidden" name="link" value={link} />
      <input type="hidden" name="shown" value={shown} />
      {choices.length === 0 ? null : (
        <fieldset className="card p-5 sm:p-6">
          <legend className="float-left mb-4 w-full text-title font-semibold">{texts.delivery}</legend>
          <div key={chosen} className="clear-both flex flex-col gap-2.5">
            {choices.map((choice) => (
              <Choice key={choice.id} choice={choice} isChosen={choice.id === chosen} />
            ))}
          </div>
          {choices.length === 1 ? null : (
            <button type="submit" name="intent" value="update" className="button button-quiet mt-4 w-full sm:w-auto">
              {texts.updateTotal}
            </button>
          )}
        </fieldset>
      )}
      {state.kind === "stopped" ? <Notice tone="danger">{state.message}</Notice> : null}
      <div className="flex flex-col gap-3">
        <button type="submit" name="intent" value="pay" className="button min-h-14 text-lead" aria-disabled={isPending}>
          {pay}
        </button>
        <p className="text-center text-caption text-muted">{note}</p>
      </div>
    </form>
  );
}

function Choice({ choice, isChosen }: { readonly choice: DeliveryChoice; readonly isChosen: boolean }) {
  return (
    <label className="flex cursor-pointer items-start gap-3 rounded-control border border-control px-4 py-3 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <input
        type="radio"
        name="delivery"
        value={choice.id}
        defaultChecked={isChosen}
        className="mt-1 size-4.5 shrink-0 accent-accent outline-none"
      />
      <span className="min-w-0 grow">
        <span className="block font-medium">{choice.title}</span>
        <span className="block text-caption text-muted">{choice.detail}</span>
      </span>
      <span className="shrink-0 font-medium tabular-nums">{choice.price}</span>
    </label>
  );
}

"use client";

import { useActionState, useRef, useState, type MouseEvent } from "react";
import { Notice } from "../../components/notice.tsx";
import { order } from "./actions.ts";
import type { CheckoutTexts } from "../texts/en.ts";
import type { OrderState } from "./form-state.ts";
import { StepHeading } from "./step-heading.tsx";
import { STEP } from "./step.ts";
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
  const [isChoosing, setChoosing] = useState(false);
  // The order on the screen is not the one that would be paid, until the answer is there.
  const pays = (event: MouseEvent) => (isPending ? event.preventDefault() : setChoosing(false));
  return (
    <form id={ORDER_FORM} action={action} className="flex flex-col gap-6">
      <input type="hidden" name="link" value={link} />
      <input type="hidden" name="shown" value={shown} />
      <DeliveryChoices texts={texts} choices={choices} chosen={chosen} onChoose={() => setChoosing(true)} />
      {state.kind === "stopped" ? (
        <Notice tone={state.tone} isUrgent>
          {state.message}
        </Notice>
      ) : null}
      <section
        aria-labelledby={choices.length === 0 ? STEP : "payment"}
        className="card flex flex-col gap-3 p-5 sm:p-6"
      >
        {choices.length === 0 ? (
          <StepHeading>{texts.payment}</StepHeading>
        ) : (
          <h2 id="payment" className="text-title">
            {texts.payment}
          </h2>
        )}
        <button
          type="submit"
          name="intent"
          value="pay"
          className="button min-h-14 text-lead"
          aria-disabled={isPending}
          onClick={pays}
        >
          {isPending && isChoosing ? texts.updating : pay}
        </button>
        {/* Says the new total to whoever does not see the button change; the first one is no change. */}
        <p aria-live="polite" className="visually-hidden">
          {isPending ? "" : pay}
        </p>
        <p className="text-center text-caption text-muted">{note}</p>
      </section>
    </form>
  );
}

/** Each choice is sent at once, so that the total is the one of what is chosen; without JavaScript by a button. */
function DeliveryChoices({
  texts,
  choices,
  chosen,
  onChoose,
}: {
  readonly texts: CheckoutTexts["orderForm"];
  readonly choices: readonly DeliveryChoice[];
  readonly chosen: string | null;
  readonly onChoose: () => void;
}) {
  const update = useRef<HTMLButtonElement>(null);
  if (choices.length === 0) return null;
  const choose = () => {
    onChoose();
    update.current?.form?.requestSubmit(update.current);
  };
  return (
    <fieldset className="card min-w-0 p-5 sm:p-6">
      <legend className="float-start mb-4 w-full">
        <StepHeading>{texts.delivery}</StepHeading>
      </legend>
      <div className="clear-both flex flex-col gap-2.5">
        {choices.map((choice) => (
          <Choice key={choice.id} choice={choice} isChosen={choice.id === chosen} onChoose={choose} />
        ))}
      </div>
      <button ref={update} type="submit" name="intent" value="update" aria-label={texts.updateTotal} hidden />
      {choices.length === 1 ? null : (
        <noscript>
          <button type="submit" name="intent" value="update" className="button button-quiet mt-4 w-full sm:w-auto">
            {texts.updateTotal}
          </button>
        </noscript>
      )}
    </fieldset>
  );
}

function Choice({
  choice,
  isChosen,
  onChoose,
}: {
  readonly choice: DeliveryChoice;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  return (
    <label className="flex cursor-pointer flex-wrap items-start gap-x-3 rounded-control border border-control px-4 py-3 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <input
        type="radio"
        name="delivery"
        value={choice.id}
        // React gives the form its defaults back after each answer: they are what the shop has, whatever was chosen.
        defaultChecked={isChosen}
        onChange={onChoose}
        className="mt-1 size-4.5 shrink-0 accent-accent outline-none"
      />
      <span className="min-w-0 grow basis-[min(8rem,60%)]">
        <span className="block font-medium">{choice.title}</span>
        <span className="block text-caption text-muted">{choice.detail}</span>
      </span>
      <bdi className="ms-auto font-medium tabular-nums">{choice.price}</bdi>
    </label>
  );
}

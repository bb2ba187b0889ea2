import type { ReactNode } from "react";
import type { CheckoutLink } from "#lib/ids.ts";
import type { parcelsText } from "#lib/wire/products/parcels.ts";
import { Notice } from "../../components/notice.tsx";
import { Parcels } from "../../components/parcels.tsx";
import type { CheckoutTexts } from "../texts/en.ts";
import type { Stopped } from "./form-state.ts";
import { DELIVERY_FIELD, ORDER_FORM } from "./order-form-id.ts";
import { StepHeading } from "./step-heading.tsx";
import { formAddress, STEP } from "./step.ts";

export type DeliveryChoice = {
  readonly id: string;
  readonly title: string;
  /** A line each. */
  readonly details: readonly string[];
  /** Where it comes in several parcels, what each of them is and when it arrives. */
  readonly parcels: ReturnType<typeof parcelsText>;
  readonly price: string;
};

/** The ways in which one seller's goods can be delivered. */
type DeliveryGroup = {
  /** Null where there is one seller. */
  readonly sellerName: string | null;
  readonly choices: readonly DeliveryChoice[];
  readonly chosen: string | null;
};

/** Delivery and payment in one form, so that a choice that was not updated yet is never paid past. */
export function OrderForm({
  texts,
  link,
  pay,
  shown,
  groups,
  policies,
  note,
  stopped,
}: {
  readonly texts: CheckoutTexts["orderForm"];
  readonly link: CheckoutLink;
  /** What the button says. */
  readonly pay: string;
  /** The digest of this page's order. */
  readonly shown: string;
  readonly groups: readonly DeliveryGroup[];
  /** Stand below the note: what the buyer accepts. */
  readonly policies: ReactNode;
  /** Stands below the button: who takes the payment. */
  readonly note: string;
  /** What came of the form that was sent last. */
  readonly stopped: Stopped | null;
}) {
  const offered = groups.filter(({ choices }) => choices.length > 0);
  return (
    <form id={ORDER_FORM} method="post" action={formAddress(link, "order")} className="flex flex-col gap-6">
      <input type="hidden" name="shown" value={shown} />
      {offered.length === 0 ? null : <DeliveryChoices texts={texts} groups={offered} />}
      {stopped === null ? null : (
        <Notice tone={stopped.tone} isUrgent>
          {stopped.message}
        </Notice>
      )}
      <section
        aria-labelledby={offered.length === 0 ? STEP : "payment"}
        className="card flex flex-col gap-3 p-5 sm:p-6"
      >
        {offered.length === 0 ? (
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
          data-updating={texts.updating}
        >
          {pay}
        </button>
        {/* A new total is put in for whoever does not see the button change (public/checkout.js), and taken out: read twice it is noise. */}
        <div id="new-total" aria-live="polite" data-keep className="visually-hidden" />
        <p className="text-center text-caption text-muted">{note}</p>
        {policies}
      </section>
    </form>
  );
}

/** Each choice is sent at once, so that the total is the one of what is chosen; without JavaScript by a button. */
function DeliveryChoices({
  texts,
  groups,
}: {
  readonly texts: CheckoutTexts["orderForm"];
  readonly groups: readonly DeliveryGroup[];
}) {
  return (
    <fieldset className="card min-w-0 p-5 sm:p-6">
      <legend className="float-start mb-4 w-full">
        <StepHeading>{texts.delivery}</StepHeading>
      </legend>
      <div className="clear-both flex flex-col gap-5">
        {groups.map((group, index) => (
          <ChoiceGroup key={group.sellerName} group={group} index={index} />
        ))}
      </div>
      <button type="submit" name="intent" value="update" aria-label={texts.updateTotal} data-update hidden />
      {groups.every(({ choices }) => choices.length === 1) ? null : (
        <noscript>
          <button type="submit" name="intent" value="update" className="button button-quiet mt-4 w-full sm:w-auto">
            {texts.updateTotal}
          </button>
        </noscript>
      )}
    </fieldset>
  );
}

/** One seller's radios are a group of their own, under the seller's name. */
function ChoiceGroup({ group, index }: { readonly group: DeliveryGroup; readonly index: number }) {
  const { sellerName, choices, chosen } = group;
  const name = sellerName === null ? DELIVERY_FIELD : `${DELIVERY_FIELD}-${index + 1}`;
  const list = choices.map((choice) => (
    <Choice key={choice.id} name={name} choice={choice} isChosen={choice.id === chosen} />
  ));
  if (sellerName === null) return <div className="flex flex-col gap-2.5">{list}</div>;
  return (
    <div role="radiogroup" aria-labelledby={`${name}-seller`} className="flex flex-col gap-2.5">
      <p id={`${name}-seller`} className="text-caption font-medium wrap-anywhere">
        <bdi>{sellerName}</bdi>
      </p>
      {list}
    </div>
  );
}

function Choice({
  name,
  choice,
  isChosen,
}: {
  readonly name: string;
  readonly choice: DeliveryChoice;
  readonly isChosen: boolean;
}) {
  return (
    <label className="flex cursor-pointer flex-wrap items-start gap-x-3 rounded-control border border-control px-4 py-3 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <input
        type="radio"
        name={name}
        value={choice.id}
        defaultChecked={isChosen}
        className="mt-1 size-4.5 shrink-0 accent-accent outline-none"
      />
      <span className="min-w-0 grow basis-[min(8rem,60%)]">
        <span className="block font-medium">{choice.title}</span>
        {choice.parcels === null ? null : <Parcels text={choice.parcels} />}
        {choice.details.map((detail) => (
          <span key={detail} className="block text-caption text-muted">
            {detail}
          </span>
        ))}
      </span>
      <bdi className="ms-auto font-medium tabular-nums">{choice.price}</bdi>
    </label>
  );
}

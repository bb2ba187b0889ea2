"use client";

import { useActionState, useEffect, useRef } from "react";
import type { DetailsField, DetailsProblem } from "#lib/wire/details-form.ts";
import { Field, fieldId, SelectField } from "../../components/field.tsx";
import { giveDetails } from "./actions.ts";
import type { DetailsState, TypedDetails } from "./form-state.ts";

export type DetailsFormProps = {
  readonly link: string;
  /** What is known already, from the chat or from before. */
  readonly known: TypedDetails;
  readonly needsAddress: boolean;
  readonly countries: readonly { readonly value: string; readonly title: string }[];
  /** What is wrong with what is known. */
  readonly problems: readonly DetailsProblem[];
  /** Where to go without a change, or null when the details are still missing. */
  readonly cancelHref: string | null;
};

const UNTOUCHED: DetailsState = { kind: "untouched" };

/** A plain form that posts to the server; with JavaScript the same answer arrives without a new page. */
export function DetailsForm(props: DetailsFormProps) {
  const [state, action, isPending] = useActionState(giveDetails, UNTOUCHED);
  const typed = state.kind === "refused" ? state.typed : props.known;
  const problems = state.kind === "refused" ? state.problems : props.problems;
  const of = (field: DetailsField) => ({
    name: field,
    value: typed[field],
    problem: problems.find((problem) => problem.field === field)?.message ?? null,
  });
  return (
    <form action={action} noValidate className="flex flex-col gap-5">
      <input type="hidden" name="link" value={props.link} />
      {problems.length === 0 ? null : <ProblemList problems={problems} isNews={state.kind === "refused"} />}
      <div className="grid gap-x-4 gap-y-5 sm:grid-cols-6">
        <Field
          {...of("email")}
          label="E-mail"
          hint="For the receipt."
          type="email"
          autoComplete="email"
          className="sm:col-span-6"
        />
        <Field {...of("name")} label="Full name" autoComplete="name" className="sm:col-span-6" />
        {props.needsAddress ? <AddressFields of={of} countries={props.countries} /> : null}
        <Field
          {...of("phone_number")}
          label="Phone"
          hint={props.needsAddress ? "For the carrier." : "If we have a question."}
          type="tel"
          autoComplete="tel"
          need="optional"
          className="sm:col-span-6"
        />
      </div>
      <div className="flex flex-col gap-3 sm:flex-row-reverse sm:justify-start">
        <button type="submit" className="button sm:min-w-44" aria-disabled={isPending}>
          {isPending ? "Continue …" : "Continue"}
        </button>
        {props.cancelHref === null ? null : (
          <a href={props.cancelHref} className="button button-quiet">
            Keep as it was
          </a>
        )}
      </div>
    </form>
  );
}

function AddressFields({
  of,
  countries,
}: {
  readonly of: (field: DetailsField) => { name: string; value: string; problem: string | null };
  readonly countries: DetailsFormProps["countries"];
}) {
  const country = of("country");
  return (
    <>
      {/* React empties an uncontrolled select after an action; a new key makes it take its value again. */}
      <SelectField
        key={`country ${country.value} ${country.problem ?? ""}`}
        {...country}
        label="Country"
        autoComplete="shipping country"
        options={countries}
        className="sm:col-span-6"
      />
      <Field {...of("line_one")} label="Address" autoComplete="shipping address-line1" className="sm:col-span-6" />
      <Field
        {...of("line_two")}
        label="Apartment, floor, company"
        autoComplete="shipping address-line2"
        need="optional"
        className="sm:col-span-6"
      />
      <Field {...of("city")} label="City" autoComplete="shipping address-level2" className="sm:col-span-6" />
      <Field
        {...of("state")}
        label="State, province or region"
        autoComplete="shipping address-level1"
        need="depends"
        className="sm:col-span-3"
      />
      <Field
        {...of("postal_code")}
        label="Postal code"
        autoComplete="shipping postal-code"
        need="depends"
        className="sm:col-span-3"
      />
    </>
  );
}

/** Each line leads to its field. Gets the focus when it is the answer to what was just sent, so that a reader hears it first. */
function ProblemList({ problems, isNews }: { readonly problems: readonly DetailsProblem[]; readonly isNews: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isNews) box.current?.focus();
  }, [problems, isNews]);
  return (
    <div ref={box} role="alert" tabIndex={-1} className="rounded-control bg-danger-soft px-4 py-3 text-danger">
      <p className="font-semibold">
        {problems.length === 1 ? "One thing needs a look" : `${problems.length} things need a look`}
      </p>
      <ul className="mt-1 list-disc pl-5">
        {problems.map((problem) => (
          <li key={`${problem.field} ${problem.message}`}>
            <a href={`#${fieldId(problem.field)}`} className="underline underline-offset-4">
              {problem.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

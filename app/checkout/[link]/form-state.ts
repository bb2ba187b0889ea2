import { DETAILS_FIELDS, type DetailsProblem, type TypedDetails } from "#lib/wire/details-form.ts";

/** The hidden field that says whose regions a form lists. */
export const LISTED_COUNTRY = "listed_country";

/** What the page says of a form that was not done, in the place where that form is. */
export type FormAnswer =
  | {
      readonly kind: "refused";
      readonly typed: TypedDetails;
      readonly problems: readonly DetailsProblem[];
    }
  /** Another browser has typed details meanwhile, so that this one changes nothing. */
  | { readonly kind: "opened_elsewhere"; readonly typed: TypedDetails }
  /** `warning`: the order is another one now, and can be paid. */
  | Stopped;

export type Stopped = {
  readonly kind: "stopped";
  /** Which form it was. */
  readonly of: "order" | "items" | "payment";
  readonly tone: "warning" | "danger";
  readonly message: string;
};

const TYPED_MAX = 400;

/** A field of a form as text; what is no text, or not there, is empty. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.slice(0, TYPED_MAX) : "";
}

export function typedDetails(form: FormData): TypedDetails {
  const typed = Object.fromEntries(DETAILS_FIELDS.map((field) => [field, textOf(form, field)])) as TypedDetails;
  // Without JavaScript another country can be chosen above a list of regions, which says nothing then.
  const listed = textOf(form, LISTED_COUNTRY);
  return listed === "" || listed === typed.country ? typed : { ...typed, state: "" };
}

/** What to say of the form `of`, or null. */
export const stoppedAt = (answer: FormAnswer | null, of: Stopped["of"]): Stopped | null =>
  answer?.kind === "stopped" && answer.of === of ? answer : null;

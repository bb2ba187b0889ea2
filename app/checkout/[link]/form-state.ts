import { DETAILS_FIELDS, type DetailsProblem, type TypedDetails } from "#lib/wire/details-form.ts";
import { LISTED_COUNTRY, type ListedRegions } from "./listed-regions.ts";

/** What was typed is carried along, so that it is there again, also in a browser without JavaScript. */
export type DetailsState =
  | { readonly kind: "untouched" }
  | {
      readonly kind: "refused";
      readonly typed: TypedDetails;
      readonly problems: readonly DetailsProblem[];
      readonly regions: ListedRegions;
    }
  /** Another browser has typed details meanwhile, so that this one changes nothing. */
  | { readonly kind: "opened_elsewhere"; readonly typed: TypedDetails };

export type OrderState =
  | { readonly kind: "open" }
  /** `warning`: the order is another one now, and can be paid. */
  | { readonly kind: "stopped"; readonly tone: "warning" | "danger"; readonly message: string };

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

import { missingDetails, type CheckoutSession, type MissingDetail } from "#lib/checkout/session.ts";
import type { ShownPart } from "#lib/checkout/shown.ts";
import type { UpdateOutcome } from "#lib/purchase/checkout/update-checkout.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { readChanges, type ChangesReading, type DetailsProblem, type TypedDetails } from "#lib/wire/details-form.ts";
import { formTexts } from "#lib/wire/texts/form/form-texts.ts";
import { typedDetails } from "../form-state.ts";
import { STEP } from "../step.ts";
import { refusal } from "./order.ts";
import type { StepCall, StepResult } from "./step-call.ts";

/** Takes who buys and where it goes. A session that can no longer be changed answers with its page, which says why. */
export async function giveDetails(call: StepCall): Promise<StepResult> {
  const typed = typedDetails(call.form);
  if (!call.details.mayChange) return openedElsewhere(call.session, typed);
  const saved = await saveDetails(call, call.typing(), typed);
  if (saved.kind === "unchanged" && saved.why?.kind === "refused") return refusal(call, "order", saved.why);
  return saved.kind === "answered" ? saved.result : { kind: "shown", heading: STEP };
}

export type SavedDetails =
  /** Complete, or with nothing missing that could be typed. `given`: what the form itself gave, and is not of before. */
  | { readonly kind: "saved"; readonly session: CheckoutSession; readonly given: readonly ShownPart[] }
  /** Nothing was asked to be changed, or it cannot be changed now. */
  | { readonly kind: "unchanged"; readonly why: Exclude<UpdateOutcome, { kind: "updated" | "not_found" }> | null }
  /** The page with what is wrong or missing. Of what could not be read nothing was saved. */
  | { readonly kind: "answered"; readonly result: StepResult };

/**
 * Saves details, whether they were typed or a wallet gave them. `storefront` is of the browser that gives them; `more` is
 * changed with them.
 */
export async function saveDetails(
  { form, session, details, texts, locale }: StepCall,
  storefront: Pick<Storefront, "updateCheckout">,
  typed: TypedDetails,
  more: { readonly deliveryOptionIds?: readonly string[] } = {},
): Promise<SavedDetails> {
  // Where the page's address said that the details are changed, it says so again.
  const query: Readonly<Record<string, string>> = form.has("changes") ? { change: "details" } : {};
  const refused = (now: CheckoutSession, problems: readonly DetailsProblem[]): SavedDetails => ({
    kind: "answered",
    result: { kind: "answered", session: now, query, answer: { kind: "refused", typed, problems } },
  });
  const read = readChanges(typed, session, details, formTexts(locale));
  if (read.kind === "problems") return refused(session, read.problems);
  const { kind: _kind, ...changes } = read;
  if (Object.keys(changes).length === 0) return { kind: "unchanged", why: null };
  const remembers = form.has("remember") ? { remember: true } : {};
  const updated = await storefront.updateCheckout({
    sessionId: session.id,
    ...changes,
    ...more,
    ...remembers,
    locale,
  });
  if (updated.kind === "not_found") return { kind: "answered", result: openedElsewhere(session, typed) };
  if (updated.kind !== "updated") return { kind: "unchanged", why: updated };
  // Nothing that is typed makes the tax known, or the seller ready: the page says so.
  const isTyped = (detail: MissingDetail) => detail !== "tax" && detail !== "seller";
  const open = missingDetails(updated.session).filter(isTyped);
  if (open.length === 0)
    return { kind: "saved", session: updated.session, given: givenBy(changes, updated.session, typed) };
  return refused(
    updated.session,
    open.map((detail) => ({
      field: detail === "exact_address" ? "postal_code" : "country",
      code: "invalid",
      message: texts.missing[detail],
    })),
  );
}

/** An e-mail address alone goes with the name and number that stand with the address; those of a buyer are not the form's. */
function givenBy(
  { address, buyer }: Omit<Extract<ChangesReading, { kind: "changes" }>, "kind">,
  saved: CheckoutSession,
  typed: TypedDetails,
): readonly ShownPart[] {
  const isWhole =
    typed.name.trim() !== "" ||
    (buyer?.name === saved.address?.name && buyer?.phoneNumber === saved.address?.phoneNumber);
  return [
    ...(address === undefined ? [] : (["delivery_address"] as const)),
    ...(buyer === undefined || !isWhole ? [] : (["buyer"] as const)),
  ];
}

export const openedElsewhere = (session: CheckoutSession, typed: TypedDetails): StepResult => ({
  kind: "answered",
  session,
  answer: { kind: "opened_elsewhere", typed },
});

/** Forgets what the shopper had remembered, here and for the next purchase. */
export async function forgetDetails({ session, storefront }: StepCall): Promise<StepResult> {
  await storefront.updateCheckout({ sessionId: session.id, remember: false });
  return { kind: "shown" };
}

import { missingDetails, type CheckoutSession, type MissingDetail } from "#lib/checkout/session.ts";
import { readChanges, type DetailsProblem, type TypedDetails } from "#lib/wire/details-form.ts";
import { formTexts } from "#lib/wire/texts/form/form-texts.ts";
import { typedDetails } from "../form-state.ts";
import { STEP } from "../step.ts";
import type { StepCall, StepResult } from "./step-call.ts";

/** Takes who buys and where it goes. A session that can no longer be changed answers with its page, which says why. */
export async function giveDetails({ form, session, details, texts, locale, typing }: StepCall): Promise<StepResult> {
  const typed = typedDetails(form);
  if (!details.mayChange) return openedElsewhere(session, typed);
  // Where the page's address said that the details are changed, it says so again.
  const query: Readonly<Record<string, string>> = form.has("changes") ? { change: "details" } : {};
  const refused = (now: CheckoutSession, problems: readonly DetailsProblem[]): StepResult => ({
    kind: "answered",
    session: now,
    query,
    answer: { kind: "refused", typed, problems },
  });
  const read = readChanges(typed, session, details, formTexts(locale));
  if (read.kind === "problems") return refused(session, read.problems);
  const { kind: _kind, ...changes } = read;
  if (Object.keys(changes).length === 0) return { kind: "shown", heading: STEP };
  const remembers = form.has("remember") ? { remember: true } : {};
  const updated = await typing().updateCheckout({ sessionId: session.id, ...changes, ...remembers, locale });
  if (updated.kind === "not_found") return openedElsewhere(session, typed);
  // Nothing that is typed makes the tax known, or the seller ready: the page says so.
  const isTyped = (detail: MissingDetail) => detail !== "tax" && detail !== "seller";
  const open = updated.kind === "updated" ? missingDetails(updated.session).filter(isTyped) : [];
  if (open.length === 0 || updated.kind !== "updated") return { kind: "shown", heading: STEP };
  return refused(
    updated.session,
    open.map((detail) => ({
      field: detail === "exact_address" ? "postal_code" : "country",
      code: "invalid",
      message: texts.missing[detail],
    })),
  );
}

const openedElsewhere = (session: CheckoutSession, typed: TypedDetails): StepResult => ({
  kind: "answered",
  session,
  answer: { kind: "opened_elsewhere", typed },
});

/** Forgets what the shopper had remembered, here and for the next purchase. */
export async function forgetDetails({ session, storefront }: StepCall): Promise<StepResult> {
  await storefront.updateCheckout({ sessionId: session.id, remember: false });
  return { kind: "shown" };
}

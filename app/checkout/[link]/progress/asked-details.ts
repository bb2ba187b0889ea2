import type { CheckoutSession } from "#lib/checkout/session.ts";
import type { ShownDetails } from "#lib/purchase/access/shown-details.ts";
import { isSent, needsAddress } from "#lib/wire/details-form.ts";
import type { FormAnswer } from "../form-state.ts";

type Asking = {
  readonly session: CheckoutSession;
  readonly details: ShownDetails;
  /** The buyer asked to change what is known. */
  readonly changesDetails: boolean;
  readonly answer: FormAnswer | null;
};

/** What the details step asks for, by the name of its heading. */
export type AskedDetails = "contact" | "contactAndAddress" | "contactAndBilling";

export function askedDetails(asking: Asking): AskedDetails {
  const { session } = asking;
  if (asksEmailAlone(asking) || !needsAddress(session)) return "contact";
  return isSent(session) ? "contactAndAddress" : "contactAndBilling";
}

/** Who opens the link from the chat has given the address there, and is asked for the e-mail address alone. */
export const asksEmailAlone = ({ session, details, changesDetails, answer }: Asking): boolean =>
  needsAddress(session) &&
  session.status === "ready" &&
  details.address?.kind === "redacted" &&
  !changesDetails &&
  !hasTypedAddress(answer);

/** The answer is to the form that asks for more than an e-mail address, which is on the screen again as it was typed. */
const hasTypedAddress = (answer: FormAnswer | null): boolean =>
  answer?.kind === "opened_elsewhere" &&
  Object.entries(answer.typed).some(([field, text]) => field !== "email" && text !== "");

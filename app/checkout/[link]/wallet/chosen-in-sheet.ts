import type { CheckoutSession } from "#lib/checkout/session.ts";
import { textOf } from "../form-state.ts";
import { DELIVERY_FIELD } from "../order-form-id.ts";

/** The line of a sheet's list that stands for the delivery by several sellers, none of which it can choose. */
export const ALL_SELLERS = "all";

/** The delivery that a wallet's sheet names; of several sellers nothing is chosen there, and what is chosen for each stays. */
export function chosenInSheet(
  form: FormData,
  { parts }: Pick<CheckoutSession, "parts">,
): { readonly deliveryOptionIds?: readonly string[] } {
  const chosen = textOf(form, DELIVERY_FIELD);
  return chosen === "" || parts !== undefined ? {} : { deliveryOptionIds: [chosen] };
}

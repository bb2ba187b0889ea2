import type { Books } from "../../books.ts";
import { text, type Params } from "../../params.ts";
import type { PaymentIntent, Wire } from "../objects.ts";
import { cardNamed, paymentMethodFrom } from "../payment-methods.ts";
import { usableToken } from "../shared-payment-tokens.ts";
import type { ConfirmationToken } from "./confirmation-tokens.ts";

export type Means = { readonly card: string; readonly token: string | null; readonly method: Wire };

/** What the request wants to pay with. A delegated token is checked and cloned to a PaymentMethod; it is no PaymentMethod itself. */
export function meansOfPayment(
  books: Books,
  params: Params,
  { amount, currency }: { readonly amount: number; readonly currency: string },
  wallet: ConfirmationToken | null = null,
): Means | null {
  if (wallet !== null) return { ...paymentMethodFrom(books, wallet.$private.card), token: null };
  const token = text(params, "payment_method_data", "shared_payment_granted_token");
  if (token !== null) {
    const { card } = usableToken(books, token, amount, currency).$private;
    return { ...paymentMethodFrom(books, card), token };
  }
  const method = text(params, "payment_method");
  if (method === null) return null;
  if (books.get(method, "payment_method") === null) cardNamed(method);
  return { ...paymentMethodFrom(books, method), token: null };
}

export function attach(intent: PaymentIntent, { card, token, method }: Means): void {
  intent.payment_method = method.id;
  intent.status = "requires_confirmation";
  intent.$private = { ...intent.$private, card, token };
}

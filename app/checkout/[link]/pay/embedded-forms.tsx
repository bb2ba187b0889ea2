import type { ReactNode } from "react";
import { STRIPE_FORM } from "#lib/payments/stripe/embedded-form.ts";
import type { FormProps } from "./payment-form.tsx";
import { StripeForm } from "./stripe-form.tsx";

/** How each kind of form that an adapter makes is shown. A provider's component is in a file that bears its name. */
export const EMBEDDED_FORMS: ReadonlyMap<string, (props: FormProps) => ReactNode> = new Map([
  [STRIPE_FORM, ({ parameters, texts }) => <StripeForm parameters={parameters} texts={texts} />],
]);

"use client";

import { useCallback } from "react";
import { readStripeForm } from "#lib/payments/stripe/embedded-form.ts";
import { loadScript, withinPatience } from "./load-script.ts";
import { PaymentForm, type FormProps, type MountedForm } from "./payment-form.tsx";

type StripeJs = {
  createEmbeddedCheckoutPage(options: { fetchClientSecret: () => Promise<string> }): Promise<MountedForm>;
};

declare global {
  interface Window {
    Stripe?: (publishableKey: string) => StripeJs;
  }
}

/** Stripe's embedded page. Its script is loaded from Stripe, as Stripe's rules ask for, and once for the whole page. */
export function StripeForm({ parameters, texts }: FormProps) {
  const { clientSecret, publishableKey, scriptUrl } = readStripeForm(parameters);
  const open = useCallback(async () => {
    if (window.Stripe === undefined) await withinPatience(loadScript(scriptUrl));
    const stripe = window.Stripe?.(publishableKey);
    if (stripe === undefined) throw new Error("Stripe's script did not define Stripe");
    return withinPatience(stripe.createEmbeddedCheckoutPage({ fetchClientSecret: async () => clientSecret }));
  }, [clientSecret, publishableKey, scriptUrl]);
  return <PaymentForm open={open} texts={texts} />;
}

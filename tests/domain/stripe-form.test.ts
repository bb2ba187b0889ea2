import { describe, expect, it } from "vitest";
import { contentPolicyFor } from "#app/checkout/[link]/pay/content-policy.ts";
import { EMBEDDED_FORMS } from "#app/checkout/[link]/pay/embedded-forms.ts";
import { readStripeForm, stripeForm } from "#lib/payments/stripe/embedded-form.ts";

const keys = { clientSecret: "cs_test_1_secret_2", publishableKey: "pk_test_1" };

describe("Stripe's form on our page", () => {
  it("may load and call Stripe's own hosts, and nothing else", () => {
    expect(contentPolicyFor(stripeForm({ ...keys, apiUrl: null }).sources).split("; ")).toEqual([
      "default-src 'self'",
      "script-src 'self' 'unsafe-inline' https://js.stripe.com https://*.js.stripe.com https://checkout.stripe.com",
      "frame-src https://js.stripe.com https://*.js.stripe.com https://checkout.stripe.com https://hooks.stripe.com",
      "connect-src 'self' https://api.stripe.com https://checkout.stripe.com",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' https: http: data:",
    ]);
  });

  it("may load and call the double alone where tests replace Stripe", () => {
    const { sources } = stripeForm({ ...keys, apiUrl: "http://127.0.0.1:4350" });
    expect(contentPolicyFor(sources).split("; ")).toEqual([
      "default-src 'self'",
      "script-src 'self' 'unsafe-inline' http://127.0.0.1:4350",
      "frame-src http://127.0.0.1:4350",
      "connect-src 'self' http://127.0.0.1:4350",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' https: http: data:",
    ]);
  });

  it("is of a kind that the page can show, and its component reads what the adapter wrote", () => {
    const { kind, parameters } = stripeForm({ ...keys, apiUrl: null });
    expect(EMBEDDED_FORMS.has(kind)).toBe(true);
    expect(readStripeForm(parameters)).toEqual({ ...keys, scriptUrl: "https://js.stripe.com/dahlia/stripe.js" });
    expect(() => readStripeForm({ publishableKey: "pk_test_1" })).toThrow();
  });
});

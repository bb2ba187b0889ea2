import type { Config } from "#lib/config/config.ts";

/**
 * What the page adds to its content security policy, because only it knows that. The front door moves it to the headers
 * (server/front/text-pages.ts); without one a browser reads it here.
 */
export function ContentPolicy({ policy }: { readonly policy: string }) {
  return <meta httpEquiv="Content-Security-Policy" content={policy} />;
}

/**
 * Where a form may lead: here, and to the payment service's page. Chromium holds a form to this through every redirect
 * (https://www.w3.org/TR/CSP3/#directive-form-action). A service's page may be on a domain of the merchant's, which no
 * setting names, so any page with https is taken.
 */
export function formPolicy({ publicUrl, payment, earlierPayments }: Config): string {
  const pages = [payment, ...earlierPayments].flatMap((one) =>
    one.kind === "sandbox" ? [] : [one.apiUrl === null ? "https:" : new URL(one.apiUrl).origin],
  );
  return `form-action ${[...new Set(["'self'", new URL(publicUrl).origin, ...pages])].join(" ")}`;
}

import type { EmbeddedForm } from "#lib/payments/embedded-form.ts";

/** The part of the page's content policy that depends on where the payment form comes from; everything else is refused. */
export function contentPolicyFor(sources: EmbeddedForm["sources"]): string {
  return [
    "default-src 'self'",
    scriptPolicy(sources),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' https: http: data:",
  ].join("; ");
}

/** What a payment provider's script on a page of ours may load and call. */
export const scriptPolicy = ({ script, frame, connect }: EmbeddedForm["sources"]): string =>
  [
    `script-src 'self' 'unsafe-inline' ${script.join(" ")}`,
    `frame-src ${frame.join(" ")}`,
    `connect-src 'self' ${connect.join(" ")}`,
  ].join("; ");

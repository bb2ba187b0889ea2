import type { EmbeddedForm } from "#lib/payments/provider.ts";

/** The part of the page's content policy that depends on where the payment form comes from; everything else is refused. */
export function contentPolicyFor({ script, frame, connect }: EmbeddedForm["sources"]): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'unsafe-inline' ${script.join(" ")}`,
    `frame-src ${frame.join(" ")}`,
    `connect-src 'self' ${connect.join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' https: http: data:",
  ].join("; ");
}

import type Stripe from "stripe";

/** Written here as well as in the package, so that an update of the package changes it knowingly. */
export const API_VERSION = "2026-10-28.endive";

/** Another address than Stripe's, as the package wants it. */
export function addressOf(apiUrl: string): Pick<Stripe.StripeConfig, "host" | "port" | "protocol"> {
  const { protocol, hostname, port } = new URL(apiUrl);
  const isSecure = protocol === "https:";
  return {
    host: hostname,
    port: port === "" ? (isSecure ? 443 : 80) : Number(port),
    protocol: isSecure ? "https" : "http",
  };
}

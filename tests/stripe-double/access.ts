import { StripeError } from "./stripe-error.ts";

export function unknownAddress(method: string, path: string): StripeError {
  return new StripeError(
    404,
    "invalid_request_error",
    `Unrecognized request URL (${method}: ${path}). This is a double of Stripe for tests; it may not have what Stripe has.`,
  );
}

/** Lets test keys in, as bearer or as the name of basic authentication. */
export function authorise(header: string | null): void {
  const [scheme = "", value = ""] = (header ?? "").split(" ");
  const key =
    scheme === "Basic"
      ? (Buffer.from(value, "base64").toString().split(":")[0] ?? "")
      : scheme === "Bearer"
        ? value
        : "";
  if (/^(sk|rk)_test_\w+$/.test(key)) return;
  const why =
    key === ""
      ? "You did not provide an API key."
      : /^(sk|rk)_live_/.test(key)
        ? "This is a double of Stripe for tests: never send it a live key."
        : "Invalid API Key provided.";
  throw new StripeError(401, "invalid_request_error", why);
}

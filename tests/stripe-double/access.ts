import { StripeError } from "./stripe-error.ts";

export function unknownAddress(method: string, path: string): StripeError {
  return new StripeError(
    404,
    "invalid_request_error",
    `Unrecognized request URL (${method}: ${path}). This is a double of Stripe for tests; it may not have what Stripe has.`,
  );
}

/** What becomes of a key that was let in before. `forbidden`: operations, such as `POST /v1/refunds`, that it has no right to. */
export type KeyChange = { readonly key: string; readonly isRevoked?: boolean; readonly forbidden?: readonly string[] };

/** Lets test keys in, as bearer or as the name of basic authentication, unless the control API changed one. */
export class Access {
  #changes = new Map<string, KeyChange>();

  change(change: KeyChange): void {
    this.#changes.set(change.key, change);
  }

  clear(): void {
    this.#changes.clear();
  }

  authorise(header: string | null, operation: string): void {
    const key = keyOf(header);
    const change = this.#changes.get(key);
    // All that a browser's key may do.
    if (/^pk_test_\w+$/.test(key) && operation === "POST /v1/confirmation_tokens") return;
    if (!/^(sk|rk)_test_\w+$/.test(key)) throw new StripeError(401, "invalid_request_error", whyNot(key));
    if (change?.isRevoked === true)
      throw new StripeError(401, "invalid_request_error", "Expired API Key provided.", { code: "api_key_expired" });
    if (change?.forbidden?.includes(operation) === true)
      throw new StripeError(403, "invalid_request_error", "The provided key does not have the required permissions.", {
        code: "more_permissions_required",
      });
  }
}

function keyOf(header: string | null): string {
  const [scheme = "", value = ""] = (header ?? "").split(" ");
  if (scheme === "Basic") return Buffer.from(value, "base64").toString().split(":")[0] ?? "";
  return scheme === "Bearer" ? value : "";
}

function whyNot(key: string): string {
  if (key === "") return "You did not provide an API key.";
  if (/^(sk|rk)_live_/.test(key)) return "This is a double of Stripe for tests: never send it a live key.";
  return "Invalid API Key provided.";
}

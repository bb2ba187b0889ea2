import { sameSecret } from "./same-secret.ts";

/** Whether a request bears the key. */
export const hasKey = (request: { readonly headers: Pick<Headers, "get"> }, key: string): boolean =>
  sameSecret(request.headers.get("authorization") ?? "", `Bearer ${key}`);

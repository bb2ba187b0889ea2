import { timingSafeEqualText } from "../timing-safe-equal.ts";

/** Whether a request bears the key. */
export const hasKey = (request: { readonly headers: Pick<Headers, "get"> }, key: string): boolean =>
  timingSafeEqualText(request.headers.get("authorization") ?? "", `Bearer ${key}`);

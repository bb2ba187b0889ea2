import { timingSafeEqualText } from "../timing-safe-equal.ts";

/** Whether a request bears the key. */
export const hasKey = (request: { readonly headers: Pick<Headers, "get"> }, key: string): boolean =>
  timingSafeEqualText(request.headers.get("authorization") ?? "", `Bearer ${key}`);

/** The bearer token of a request; empty when it has none. */
export const bearerToken = (request: { readonly headers: Pick<Headers, "get"> }): string =>
  /^Bearer (.*)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";

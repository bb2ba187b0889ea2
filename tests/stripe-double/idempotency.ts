import type { Books, KeyRecord } from "./books.ts";
import { StripeError } from "./stripe-error.ts";

const KEY_LIFE_SECONDS = 86_400;

export type Reply = {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
};

export function keyInUse(): StripeError {
  return new StripeError(
    409,
    "idempotency_error",
    "There is currently another in-progress request using this idempotency key (that probably means you submitted twice, and the other request is still going through). Please try again later.",
    { code: "idempotency_key_in_use" },
  );
}

/** What is known of a key; after a day it is forgotten, as Stripe forgets it after at least a day. */
export function recordOf(books: Books, key: string): KeyRecord | null {
  const record = books.keys.get(key);
  return record === undefined || record.created + KEY_LIFE_SECONDS <= books.now() ? null : record;
}

/** The reply stored under a key, if the request is the same one. Only a finished request has a reply. */
export function replay(
  record: KeyRecord,
  endpoint: string,
  fingerprint: string,
  headers: Record<string, string>,
): Reply {
  if (record.endpoint !== endpoint || record.fingerprint !== fingerprint)
    throw new StripeError(
      400,
      "idempotency_error",
      record.endpoint === endpoint
        ? `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${headers["idempotency-key"] ?? ""}' if you meant to execute a different request.`
        : `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${endpoint}' vs '${record.endpoint}').`,
    );
  if (record.reply === null) throw keyInUse();
  return {
    ...record.reply,
    headers: { ...headers, "idempotent-replayed": "true", "original-request": record.requestId },
  };
}

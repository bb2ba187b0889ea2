import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { unreachable } from "#lib/invariant.ts";
import { unknownAddress, type Access } from "./access.ts";
import type { Books, KeyRecord } from "./books.ts";
import { expireDueSessions } from "./resources/checkout-sessions.ts";
import type { Fault, Faults } from "./faults.ts";
import { keyInUse, recordOf, replay, type Reply } from "./idempotency.ts";
import { newId, publicView } from "./resources/objects.ts";
import { findOperation, type Found } from "./operations.ts";
import { decode, decodeJson, type Params } from "./params.ts";
import type { WebhookSender } from "./webhook-sender.ts";
import type { RequestSchemas } from "./request-schemas.ts";
import { StripeError } from "./stripe-error.ts";

export type Desk = {
  readonly books: Books;
  readonly schemas: RequestSchemas;
  readonly faults: Faults;
  readonly access: Access;
  readonly baseUrl: string;
  readonly webhookSender: WebhookSender;
  readonly seen: SeenRequest[];
};

export type SeenRequest = {
  readonly method: string;
  readonly path: string;
  readonly idempotency_key: string | null;
  readonly stripe_version: string | null;
  readonly fault: Fault["kind"] | null;
  /** The status answered, or "cut" where the connection was broken instead; null while it is worked on. */
  status: number | "cut" | null;
};

export type ApiRequest = {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  header(name: string): string | null;
};

/** Answers one request to the API, or says to cut its connection. */
export async function answer(desk: Desk, request: ApiRequest): Promise<Reply | "cut"> {
  const { method, url } = request;
  expireDueSessions(desk.books);
  const key = method === "POST" ? request.header("idempotency-key") : null;
  const fault = desk.faults.meet({ method, path: url.pathname, key });
  const seen: SeenRequest = {
    method,
    path: url.pathname,
    idempotency_key: key,
    stripe_version: request.header("stripe-version"),
    fault: fault?.kind ?? null,
    status: null,
  };
  desk.seen.push(seen);
  const reply = await answerWith(fault, () => begin(desk, request, key));
  seen.status = reply === "cut" ? "cut" : reply.status;
  return reply;
}

/** A request under way. `finish` makes it take effect, `leave` gives its key free, `keep` stores another reply under its key. */
type Work = { finish(): Reply; leave(): void; keep(error: StripeError): Reply; refuse(error: StripeError): Reply };

async function answerWith(fault: Fault | null, arrive: () => Work): Promise<Reply | "cut"> {
  if (fault?.kind === "late") await sleep(fault.ms);
  const work = arrive();
  if (fault === null) return work.finish();
  switch (fault.kind) {
    case "reset":
      work.leave();
      return "cut";
    case "reply_lost":
    case "late":
      work.finish();
      return "cut";
    case "slow":
      await sleep(fault.ms);
      return work.finish();
    case "hang":
      if (fault.commits === "before") work.finish();
      await sleep(fault.ms);
      if (fault.commits === "after") work.finish();
      if (fault.commits === "never") work.leave();
      return "cut";
    case "answer": {
      const error = faultError(fault.status, fault.status === 429 ? fault.because : undefined);
      if (fault.status === 500 && fault.commits === true) work.finish();
      if (fault.status === 500 && fault.stored) return work.keep(error);
      work.leave();
      return work.refuse(error);
    }
    default:
      return unreachable(fault);
  }
}

function faultError(status: 409 | 429 | 500 | 503, because?: string): StripeError {
  switch (status) {
    case 409:
      return keyInUse();
    case 429:
      if (because === "lock")
        return new StripeError(429, "invalid_request_error", "This object cannot be accessed right now.", {
          code: "lock_timeout",
        });
      return new StripeError(
        429,
        "invalid_request_error",
        "Too many requests. An exponential backoff is recommended.",
        {
          code: "rate_limit",
        },
        because === undefined ? {} : { "stripe-rate-limited-reason": because },
      );
    case 500:
      return new StripeError(500, "api_error", "An unknown error occurred.");
    case 503:
      return new StripeError(503, "api_error", "Stripe is temporarily unavailable.");
    default:
      return unreachable(status);
  }
}

/** Everything that Stripe does before it executes a request. What it refuses here is not stored under the key. */
function begin(desk: Desk, request: ApiRequest, key: string | null): Work {
  const requestId = newId("req");
  const headers: Record<string, string> = {
    "content-type": "application/json",
    "request-id": requestId,
    "stripe-version": request.header("stripe-version") ?? "2026-10-28.endive",
    ...(key === null ? {} : { "idempotency-key": key }),
  };
  const done = (reply: Reply): Work => ({
    finish: () => reply,
    leave: () => {},
    keep: () => reply,
    refuse: (error) => errorReply(error, headers),
  });
  try {
    const { method, url } = request;
    desk.access.authorise(request.header("authorization"), `${method} ${url.pathname}`);
    const books = booksOf(desk.books, request);
    const isPreview = request.header("stripe-version")?.endsWith(".preview") ?? false;
    const operation = findOperation(method, url.pathname, isPreview);
    if (operation === null) throw unknownAddress(method, url.pathname);
    const isJson = request.header("content-type")?.startsWith("application/json") === true && request.body !== "";
    const params = isJson
      ? decodeJson(request.body)
      : decode(method === "POST" ? request.body : url.search.slice(1) || request.body);
    const fingerprint = createHash("sha256").update(JSON.stringify(params)).digest("hex");
    const endpoint = `${method} ${url.pathname}`;
    const known = key === null ? null : recordOf(books, key);
    if (known !== null) return done(replay(known, endpoint, fingerprint, headers));
    const refusal = desk.schemas.check(operation.name, params, isPreview);
    if (refusal !== null) throw refusal;
    return claimed(
      { ...desk, books },
      {
        operation,
        params,
        key,
        headers,
        record: { fingerprint, endpoint, requestId, created: books.now(), reply: null },
      },
    );
  } catch (error) {
    if (error instanceof StripeError) return done(errorReply(error, headers));
    throw error;
  }
}

/** In the context that the request names: the platform's own, or that of an account which the platform has connected. */
function booksOf(books: Books, request: ApiRequest): Books {
  const account = request.header("stripe-account") ?? request.header("stripe-context");
  if (account === null || account === books.accountId) return books;
  const own = books.connected.get(account);
  if (own !== undefined) return own;
  throw new StripeError(
    403,
    "invalid_request_error",
    `The provided key does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`,
    { code: "account_invalid" },
  );
}

type Claim = {
  readonly operation: Found;
  readonly params: Params;
  readonly key: string | null;
  readonly headers: Record<string, string>;
  readonly record: KeyRecord;
};

function claimed({ books, baseUrl }: Desk, { operation, params, key, headers, record }: Claim): Work {
  if (key !== null) books.keys.set(key, record);
  const store = (reply: Reply): Reply => {
    if (key !== null) books.keys.set(key, { ...record, reply: { status: reply.status, body: reply.body } });
    books.save();
    return reply;
  };
  return {
    finish: () => {
      books.cause = { id: record.requestId, idempotency_key: key };
      try {
        const value = operation.run({ books, params, id: operation.id, baseUrl });
        return store({ status: 200, body: JSON.stringify(publicView(value), null, 2), headers });
      } catch (error) {
        if (error instanceof StripeError) return store(errorReply(error, headers));
        if (key !== null) books.keys.delete(key);
        throw error;
      }
    },
    leave: () => {
      if (key !== null) books.keys.delete(key);
    },
    keep: (error) => store(errorReply(error, headers)),
    refuse: (error) => errorReply(error, headers),
  };
}

function errorReply(error: StripeError, ofRequest: Record<string, string>): Reply {
  const headers = { ...ofRequest, ...error.headers };
  return { status: error.status, body: JSON.stringify({ error: publicView(error.fields) }, null, 2), headers };
}

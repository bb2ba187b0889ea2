import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import type { IncomingMessage } from "node:http";
import { pipeline } from "node:stream/promises";
import { CDN_NAME, guardedGet, type GetRefusal } from "../../outbound/guarded-get.ts";
import type { Network } from "../../outbound/network.ts";

export type FetchedFeed =
  | {
      readonly kind: "fetched";
      readonly digest: string;
      readonly etag: string | null;
      readonly lastModified: string | null;
    }
  | { readonly kind: "not_modified" }
  | { readonly kind: "refused"; readonly reason: GetRefusal | "too_many_bytes" | `status ${number}` };

const HEADERS = { "user-agent": "Tillswitch/0.1 (product feed)", "accept-encoding": "identity", "cdn-loop": CDN_NAME };
const MAX_BYTES = 1024 ** 3;
const TIMEOUT_MS = 10 * 60_000;
/** More would not fit into a request; such a server is asked without conditions. */
const MAX_VALIDATOR = 1000;

export type FeedFetch = {
  readonly address: string;
  /** Where the feed is written to. */
  readonly file: string;
  readonly network: Network;
  readonly authorization: string | null;
  /** In development a feed may be on this machine; on the internet's side of a server it may not. */
  readonly isLoopbackAllowed: boolean;
  /** What the server said of the content that is known already. */
  readonly known: { readonly etag: string | null; readonly lastModified: string | null };
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
};

/**
 * Fetches a feed into a file, or learns that it has not changed (RFC 9110, section 13). Guarded as the pictures are. The
 * authorization goes to the address's own origin only. Never throws for what the other side does.
 */
export async function fetchFeed(fetch: FeedFetch): Promise<FetchedFeed> {
  const { address, network, authorization, isLoopbackAllowed, known, maxBytes = MAX_BYTES } = fetch;
  const signal = AbortSignal.timeout(fetch.timeoutMs ?? TIMEOUT_MS);
  const conditions = {
    ...(known.etag === null ? {} : { "if-none-match": known.etag }),
    ...(known.lastModified === null ? {} : { "if-modified-since": known.lastModified }),
  };
  const options = {
    network,
    isLoopbackAllowed,
    signal,
    headers: { ...HEADERS, ...conditions },
    secretHeaders: authorization === null ? {} : { authorization },
  };
  return guardedGet(address, options, async (response): Promise<FetchedFeed> => {
    const { statusCode = 0, headers } = response;
    if (statusCode === 304 && Object.keys(conditions).length > 0) {
      response.destroy();
      return { kind: "not_modified" };
    }
    if (statusCode !== 200) {
      response.destroy();
      return { kind: "refused", reason: `status ${statusCode}` };
    }
    const digest = await written(response, fetch.file, maxBytes, signal);
    if (digest === null) return { kind: "refused", reason: "too_many_bytes" };
    return { kind: "fetched", digest, etag: kept(headers.etag), lastModified: kept(headers["last-modified"]) };
  });
}

const kept = (validator: string | undefined): string | null =>
  validator === undefined || validator.length > MAX_VALIDATOR ? null : validator;

/** The SHA-256 of what was written; null when it was more than the limit. */
async function written(
  response: IncomingMessage,
  file: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<string | null> {
  const hash = createHash("sha256");
  let byteCount = 0;
  let isTooMuch = false;
  await pipeline(
    response,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        byteCount += chunk.length;
        isTooMuch = byteCount > maxBytes;
        if (isTooMuch) return;
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(file, { mode: 0o600 }),
    { signal },
  );
  return isTooMuch ? null : hash.digest("hex");
}

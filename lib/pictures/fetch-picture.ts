import type { IncomingMessage } from "node:http";
import { CDN_NAME, guardedGet, type GetRefusal } from "../outbound/guarded-get.ts";
import type { Network } from "../outbound/network.ts";

export type FetchRefusal = GetRefusal | "bad_status" | "wrong_content_type" | "too_many_bytes";
export type Fetched =
  { readonly kind: "bytes"; readonly bytes: Buffer } | { readonly kind: "refused"; readonly reason: FetchRefusal };

export const MAX_PICTURE_BYTES = 10 * 1024 * 1024;
const FETCH_TIMEOUT_MS = 10_000;
const HEADERS = {
  "user-agent": "Tillswitch/0.1 (product pictures)",
  accept: "image/avif,image/webp,image/png,image/jpeg,image/gif",
  "accept-encoding": "identity",
  "cdn-loop": CDN_NAME,
};
/** Storage services call a file that they know nothing about an octet stream; what it is, its first bytes say. */
const CONTENT_TYPE = /^(image\/(?!svg)[\w.+-]+|(application|binary)\/octet-stream)\s*(;|$)/i;

export type FetchOptions = {
  readonly network: Network;
  /** Ends the fetch early; null: the process goes on until the time is up. */
  readonly signal?: AbortSignal | undefined;
  /** For the whole fetch, redirects included. */
  readonly timeoutMs?: number | undefined;
};

/**
 * Fetches what a feed says is a picture, guarded by guarded-get.ts, and no byte above the limit. Never throws for what the
 * other side does. What the bytes are is not known yet.
 */
export async function fetchPicture(address: string, options: FetchOptions): Promise<Fetched> {
  const time = AbortSignal.timeout(options.timeoutMs ?? FETCH_TIMEOUT_MS);
  const signal = options.signal === undefined ? time : AbortSignal.any([time, options.signal]);
  const { network } = options;
  return guardedGet(address, { network, headers: HEADERS, signal }, (response) => bodyOf(response, signal));
}

const refused = (reason: FetchRefusal): Fetched => ({ kind: "refused", reason });

async function bodyOf(response: IncomingMessage, signal: AbortSignal): Promise<Fetched> {
  const { statusCode, headers } = response;
  const wrong =
    statusCode !== 200
      ? "bad_status"
      : !CONTENT_TYPE.test(headers["content-type"] ?? "") || (headers["content-encoding"] ?? "identity") !== "identity"
        ? "wrong_content_type"
        : Number(headers["content-length"] ?? 0) > MAX_PICTURE_BYTES
          ? "too_many_bytes"
          : null;
  if (wrong !== null) {
    response.destroy();
    return refused(wrong);
  }
  const chunks: Buffer[] = [];
  let byteCount = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    byteCount += chunk.length;
    if (byteCount > MAX_PICTURE_BYTES) return refused("too_many_bytes");
    chunks.push(chunk);
  }
  // A body whose length nobody named ends with its connection, also when it is we who end that.
  signal.throwIfAborted();
  return { kind: "bytes", bytes: Buffer.concat(chunks, byteCount) };
}

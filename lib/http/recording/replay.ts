import type { RecordingEntry } from "../../wire/mcp/recording.ts";
import { differences, type Difference } from "./compare.ts";
import { fill, learnValues, nameless } from "./fill.ts";
import { isMarker, type Redactor } from "./redact.ts";

export type ReplayedCall = {
  /** Its position in the recording, from 1. */
  readonly position: number;
  /** What was called, such as `tools/call checkout_session`. */
  readonly what: string;
} & (
  | { readonly kind: "same" }
  | { readonly kind: "different"; readonly differences: readonly Difference[] }
  /** Its message was too long to be recorded. */
  | { readonly kind: "skipped" }
);

export type ReplayedRequest = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null: no body. */
  readonly body: string | null;
};
export type Send = (request: ReplayedRequest) => Promise<{ readonly status: number; readonly text: string }>;

/** Headers that are sent again; those of the connection and of the caller are not. */
const SENT_AGAIN: ReadonlySet<string> = new Set([
  "accept",
  "content-type",
  "mcp-protocol-version",
  "mcp-method",
  "mcp-name",
  "user-agent",
]);
const FOREIGN_ORIGIN = "https://replay.invalid";

/**
 * Sends a recording's calls again, one after the other and without the recorded pauses, and compares the answers.
 * Identifiers that the server makes are mapped from the recorded ones to the new ones. Throws what `send` throws.
 */
export async function* replay(
  entries: readonly RecordingEntry[],
  send: Send,
  redactor: Redactor,
): AsyncGenerator<ReplayedCall> {
  const known = new Map<string, string>();
  for (const [index, entry] of entries.entries()) {
    const call = { position: index + 1, what: whatOf(entry) };
    if (entry.status === 413) {
      yield { ...call, kind: "skipped" };
      continue;
    }
    const { status, text } = await send(requestOf(entry, known));
    const answer = jsonOf(text);
    if (entry.answerBytes === undefined) learnValues(entry.answer, answer, known);
    const recorded = { status: entry.status, ...(entry.answerBytes === undefined ? { answer: entry.answer } : {}) };
    const replayed = { status, ...(entry.answerBytes === undefined ? { answer: redactor.answer(answer) } : {}) };
    const found = differences(recorded, replayed);
    yield found.length === 0 ? { ...call, kind: "same" } : { ...call, kind: "different", differences: found };
  }
}

function requestOf(entry: RecordingEntry, known: Map<string, string>): ReplayedRequest {
  const hasBody = entry.httpMethod === "POST";
  const message = fill(entry.message, known, entry.answer);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(entry.headers))
    if (SENT_AGAIN.has(name)) headers[name] = isMarker(value) ? (known.get(value) ?? nameless(value)) : value;
  if (entry.status === 403 && entry.headers["origin"] !== undefined) headers["origin"] = FOREIGN_ORIGIN;
  return {
    method: entry.httpMethod,
    headers,
    body: !hasBody ? null : entry.message === null ? "{" : JSON.stringify(message),
  };
}

function whatOf({ httpMethod, message }: RecordingEntry): string {
  if (typeof message !== "object" || message === null || Array.isArray(message)) return httpMethod;
  const { method, params } = message;
  const target =
    typeof params === "object" && params !== null && !Array.isArray(params) ? (params["name"] ?? params["uri"]) : null;
  return [method, target].filter((part) => typeof part === "string").join(" ");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // An answer without a body of JSON was recorded as none.
    return undefined;
  }
}

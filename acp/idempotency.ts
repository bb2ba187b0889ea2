import { createHash } from "node:crypto";
import { z } from "zod";
import { sessionId, type SessionId } from "#lib/ids.ts";
import type { IdempotencyClaimOutcome } from "#lib/purchase/idempotency.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { canonicalJson } from "#lib/canonical-json.ts";
import type { AcpDialect } from "./dialect.ts";
import { acpError, acpFailure, type AcpAnswer } from "./error.ts";
import { TEXTS } from "./texts.ts";

export type OnceParts = {
  readonly verbs: Pick<Storefront, "claimRequest" | "answerRequest" | "releaseRequest">;
  readonly newReference: () => string;
  /** Reports a call that failed to the operator; the caller gets the reference and nothing else. */
  readonly report: (error: unknown, reference: string) => void;
};

export type Repeatable = {
  /** Who asks; only a hash of it is stored. */
  readonly identity: string;
  readonly path: string;
  /** Null: the caller gave none, and every repetition runs again. */
  readonly key: string | null;
  readonly body: unknown;
};

export type OnceAnswer = { readonly answer: AcpAnswer; readonly isReplay: boolean };

/**
 * Does a request once for each idempotency key and answers its repetitions with the first answer. The key belongs to
 * who asks and to the path; two requests are the same when they are of one version and their bodies the same JSON value,
 * because a stored answer is written in its version. A record of an older release has no version and is replayed to any.
 * Failures of ours and answers that pass by themselves are not kept.
 */
export async function once(
  parts: OnceParts,
  dialect: AcpDialect,
  { identity, path, key, body }: Repeatable,
  run: () => Promise<AcpAnswer>,
): Promise<OnceAnswer> {
  try {
    if (key === null) return { answer: await run(), isReplay: false };
    const name = { scope: hash(`${identity}\n${path}`), key };
    const request = { ...name, bodyHash: hash(canonicalJson(body)), apiVersion: dialect.version };
    const claim = await parts.verbs.claimRequest(request);
    switch (claim.kind) {
      case "claimed":
        return { answer: await keeping(parts, name, run), isReplay: false };
      case "answered":
        return { answer: storedAnswer(claim.answer), isReplay: true };
      case "conflict":
        return { answer: conflictOf(dialect, claim), isReplay: false };
      case "in_flight":
        return { answer: IN_FLIGHT, isReplay: false };
    }
  } catch (error) {
    const reference = parts.newReference();
    parts.report(error, reference);
    return { answer: acpFailure(reference), isReplay: false };
  }
}

async function keeping(
  { verbs, report, newReference }: OnceParts,
  name: { readonly scope: string; readonly key: string },
  run: () => Promise<AcpAnswer>,
): Promise<AcpAnswer> {
  let answer: AcpAnswer;
  try {
    answer = await run();
  } catch (error) {
    // Should this fail too, the claim is taken over when its time is up.
    await verbs.releaseRequest(name).catch(() => undefined);
    throw error;
  }
  try {
    if (answer.kind === "error" && answer.passes) await verbs.releaseRequest(name);
    else
      await verbs.answerRequest(name, { status: answer.status, body: JSON.stringify(answer.body) }, sessionIn(answer));
  } catch (error) {
    // What was done was done: its answer is true, and only its repetition will find nothing kept.
    report(error, newReference());
  }
  return answer;
}

function sessionIn(answer: AcpAnswer): SessionId | null {
  const id = answer.kind === "session" ? answer.body["id"] : null;
  return typeof id === "string" ? sessionId(id) : null;
}

const storedSession = z.record(z.string(), z.unknown());
const storedError = z.object({
  type: z.enum(["invalid_request", "processing_error", "service_unavailable"]),
  code: z.string(),
  message: z.string(),
  param: z.string().exactOptional(),
});

function storedAnswer({ status, body }: { readonly status: number; readonly body: string }): AcpAnswer {
  const json: unknown = JSON.parse(body);
  return status < 400
    ? { kind: "session", status, body: storedSession.parse(json) }
    : { kind: "error", status, body: storedError.parse(json) };
}

const conflictOf = (
  { conflictStatus }: AcpDialect,
  conflict: Extract<IdempotencyClaimOutcome, { readonly kind: "conflict" }>,
) =>
  acpError(
    conflictStatus,
    "idempotency_conflict",
    conflict.differs === "body" ? TEXTS.otherBody : TEXTS.otherVersion(conflict.apiVersion),
  );

const IN_FLIGHT: AcpAnswer = {
  kind: "error",
  status: 409,
  body: {
    type: "invalid_request",
    code: "idempotency_in_flight",
    message: TEXTS.idempotencyInFlight,
  },
  passes: true,
};

const hash = (text: string) => createHash("sha256").update(text).digest("hex");

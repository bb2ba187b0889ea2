import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { CheckoutSession } from "#lib/checkout/session.ts";
import { DETAILS_FIELDS, type DetailsField, type DetailsProblem, type TypedDetails } from "#lib/wire/details-form.ts";
import type { FormAnswer } from "../form-state.ts";

/** How long an answer waits for its page, which a browser asks for at once. */
export const ANSWER_SECONDS = 60;
/** Browsers keep cookies of up to 4,096 bytes with their names; some count the attributes as well. */
export const ANSWER_MAX_BYTES = 3500;
/** So much of a sealed answer is in the page's address, so that only that page shows it, and once. */
const REFERENCE_LENGTH = 12;

const CIPHER = "aes-256-gcm";
const [IV_BYTES, TAG_BYTES] = [12, 16];
/** A cookie of a few kilobytes that says more than this was not made here. */
const INFLATED_MAX_BYTES = 64 * 1024;

type Sealer = Pick<CheckoutSession, "id" | "link" | "ownership">;

/**
 * An answer as text for a cookie that only this checkout's page can read: encrypted and authenticated with a key of the
 * session's, of whatever length what was typed is. When it is too long the longest text that was typed is left out, and
 * the buyer types it again.
 */
export function sealAnswer(answer: FormAnswer, session: Sealer, now: Date): string {
  for (let kept = answer; ; kept = withoutLongest(kept)) {
    const sealed = seal({ at: now.getTime(), answer: packed(kept) }, session);
    if (sealed.length <= ANSWER_MAX_BYTES) return sealed;
  }
}

/** The part of a sealed answer that its page's address bears. */
export const answerReference = (sealed: string): string => sealed.slice(0, REFERENCE_LENGTH);

/** The answer that `reference` asks for. Null for none, an old one, another checkout's, and for what was not sealed here. */
export function openAnswer(sealed: string | null, reference: unknown, session: Sealer, now: Date): FormAnswer | null {
  if (sealed === null || sealed.length > ANSWER_MAX_BYTES || answerReference(sealed) !== reference) return null;
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length <= IV_BYTES + TAG_BYTES) return null;
  try {
    const decipher = createDecipheriv(CIPHER, keyOf(session), bytes.subarray(0, IV_BYTES));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const plain = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
    const text = inflateRawSync(plain, { maxOutputLength: INFLATED_MAX_BYTES }).toString("utf8");
    const { at, answer } = JSON.parse(text) as Sealed;
    const age = now.getTime() - at;
    return age >= 0 && age <= ANSWER_SECONDS * 1000 ? unpacked(answer) : null;
  } catch {
    // The cipher's one way to say that these bytes, or this key, are not those that were sealed.
    return null;
  }
}

/** Texts that are empty are left out. */
type Packed =
  | (Omit<Extract<FormAnswer, { kind: "refused" }>, "typed"> & { readonly typed: Partial<TypedDetails> })
  | { readonly kind: "opened_elsewhere"; readonly typed: Partial<TypedDetails> }
  | Extract<FormAnswer, { kind: "stopped" }>;
type Sealed = { readonly at: number; readonly answer: Packed };

function seal(content: Sealed, session: Sealer): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(session), iv);
  const plain = deflateRawSync(JSON.stringify(content));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString("base64url");
}

/**
 * Of what every instance reads with the session and no page reveals: the id, the link, and the digest of the secret that
 * whoever made the session has. It needs no setting, and stays the same through restarts and changed keys.
 */
function keyOf({ id, link, ownership }: Sealer): Buffer {
  const secret = JSON.stringify([id, link, ownership.widgetDigest ?? ownership.apiKeyDigest]);
  return Buffer.from(hkdfSync("sha256", secret, "", "tillswitch checkout answer", 32));
}

const MESSAGE_MAX = 1000;

function packed(answer: FormAnswer): Packed {
  if (answer.kind === "stopped") return { ...answer, message: answer.message.slice(0, MESSAGE_MAX) };
  const typed = Object.fromEntries(Object.entries(answer.typed).filter(([, text]) => text !== ""));
  return { ...answer, typed };
}

function unpacked(answer: Packed): FormAnswer {
  if (answer.kind === "stopped") return answer;
  const typed = Object.fromEntries(DETAILS_FIELDS.map((field) => [field, answer.typed[field] ?? ""])) as TypedDetails;
  return { ...answer, typed };
}

/** Without the longest text that was typed; when nothing is left of those, with one problem less. */
function withoutLongest(answer: FormAnswer): FormAnswer {
  if (answer.kind === "stopped") return { ...answer, message: answer.message.slice(0, answer.message.length / 2) };
  const length = (field: DetailsField) => answer.typed[field].length;
  const [longest] = DETAILS_FIELDS.toSorted((one, other) => length(other) - length(one));
  if (longest !== undefined && length(longest) > 0) return { ...answer, typed: { ...answer.typed, [longest]: "" } };
  if (answer.kind === "opened_elsewhere") return answer;
  const problems: readonly DetailsProblem[] = answer.problems.slice(0, -1);
  return { ...answer, problems };
}

import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { FormAnswer } from "#app/checkout/[link]/form-state.ts";
import {
  ANSWER_MAX_BYTES,
  ANSWER_SECONDS,
  answerReference,
  openAnswer,
  sealAnswer,
} from "#app/checkout/[link]/form/answer-cookie.ts";
import { checkoutLink } from "#lib/ids.ts";
import { DETAILS_FIELDS, type TypedDetails } from "#lib/wire/details-form.ts";
import { aSession, NOON } from "../../fixtures/builders.ts";

const session = aSession();
const typedOf = (changes: Partial<TypedDetails>): TypedDetails => ({
  ...(Object.fromEntries(DETAILS_FIELDS.map((field) => [field, ""])) as TypedDetails),
  ...changes,
});
const REFUSED: FormAnswer = {
  kind: "refused",
  typed: typedOf({ name: "Ada “the first” Lovelace", city: "東京" }),
  problems: [{ field: "email", code: "missing", message: "An e-mail address is needed." }],
};
const STOPPED: FormAnswer = { kind: "stopped", of: "order", tone: "warning", message: "The total is now $27.10." };
const later = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);
const opened = (sealed: string, at = NOON, of = session) => openAnswer(sealed, answerReference(sealed), of, at);

describe("what a page has to say of the form that led to it", () => {
  it.each([REFUSED, STOPPED, { kind: "opened_elsewhere", typed: typedOf({ email: "a@example.com" }) } as const])(
    "comes to that page as it was: $kind",
    (answer) => {
      expect(opened(sealAnswer(answer, session, NOON), later(1))).toEqual(answer);
    },
  );

  it("can be read by nobody else, and is another text each time", () => {
    const sealed = sealAnswer(REFUSED, session, NOON);
    expect(Buffer.from(sealed, "base64url").toString("latin1")).not.toContain("Lovelace");
    expect(sealed).toMatch(/^[\w-]+$/);
    expect(sealAnswer(REFUSED, session, NOON)).not.toBe(sealed);
  });

  it("is shown by no page whose address does not ask for it", () => {
    const sealed = sealAnswer(REFUSED, session, NOON);
    const other = answerReference(sealAnswer(REFUSED, session, NOON));
    for (const reference of [undefined, "", other, [answerReference(sealed)]])
      expect(openAnswer(sealed, reference, session, NOON)).toBeNull();
    expect(openAnswer(null, answerReference(sealed), session, NOON)).toBeNull();
  });

  it("is gone when it is old, and does not come from the future", () => {
    const sealed = sealAnswer(STOPPED, session, NOON);
    expect(opened(sealed, later(ANSWER_SECONDS))).toEqual(STOPPED);
    expect(opened(sealed, later(ANSWER_SECONDS + 1))).toBeNull();
    expect(opened(sealed, later(-1))).toBeNull();
  });

  it("is nothing on another checkout, also one with the same address and another maker", () => {
    const sealed = sealAnswer(STOPPED, session, NOON);
    expect(opened(sealed, NOON, { ...session, link: checkoutLink("co_another") })).toBeNull();
    const ownership = { ...session.ownership, widgetDigest: "another" };
    expect(opened(sealed, NOON, { ...session, ownership })).toBeNull();
  });

  it("stays what it is when a browser becomes the buyer's", () => {
    const ownership = { ...session.ownership, browserDigest: "a browser's" };
    expect(opened(sealAnswer(STOPPED, session, NOON), NOON, { ...session, ownership })).toEqual(STOPPED);
  });

  it("is nothing when one bit of it is another, or it was made up", () => {
    const bytes = Buffer.from(sealAnswer(STOPPED, session, NOON), "base64url");
    for (const index of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(opened(changed.toString("base64url"))).toBeNull();
    }
    for (const length of [0, 1, 12, 28, 29, 400]) expect(opened(randomBytes(length).toString("base64url"))).toBeNull();
  });
});

describe("an answer that is too long for a cookie", () => {
  /** Text that no compression makes shorter. */
  const noise = (length: number) => randomBytes(length).toString("base64").slice(0, length);

  it("is without what was typed at the greatest length, and with everything else", () => {
    const typed = typedOf({
      email: "ada@example.com",
      name: noise(390),
      ...Object.fromEntries(["company", "line_one", "line_two"].map((field) => [field, `${noise(200)}😀`.repeat(6)])),
    });
    const sealed = sealAnswer({ ...REFUSED, typed }, session, NOON);
    expect(sealed.length).toBeLessThanOrEqual(ANSWER_MAX_BYTES);
    const answer = opened(sealed);
    if (answer?.kind !== "refused") throw new Error("no answer");
    expect(answer.problems).toEqual(REFUSED.problems);
    expect(answer.typed.email).toBe("ada@example.com");
    expect(answer.typed.name).toBe(typed.name);
  });

  it("never fails, whatever is in it", () => {
    const typed = Object.fromEntries(DETAILS_FIELDS.map((field) => [field, noise(400)])) as TypedDetails;
    const problems = DETAILS_FIELDS.map((field) => ({ field, code: "invalid" as const, message: noise(900) }));
    for (const answer of [
      { kind: "refused", typed, problems },
      { kind: "opened_elsewhere", typed },
      { ...STOPPED, message: noise(100_000) },
    ] satisfies readonly FormAnswer[]) {
      const sealed = sealAnswer(answer, session, NOON);
      expect(sealed.length).toBeLessThanOrEqual(ANSWER_MAX_BYTES);
      expect(opened(sealed)?.kind).toBe(answer.kind);
    }
  });
});

import { describe, expect, it } from "vitest";
import { linesThatMatch, rule, sourcesIn, withoutComments } from "./tree.ts";

/** A note in a condition, in TypeScript or in SQL. */
const NOTE_THAT_STEERS = new RegExp(
  [
    String.raw`\bnote\b["'\]]*\s*(?:[=!]==?|<>|=\s*['$]|\b(?:in|i?like|is)\b|~)`,
    String.raw`(?:[=!]==|&&|\|\|)\s*!?[\w.?]*\bnote\b`,
    String.raw`\b(?:if|switch|while)\s*\([^)]*\bnote\b`,
    String.raw`\bnote\b\s*\?(?!:)`,
    String.raw`\bnote\.\w+`,
    String.raw`\b(?:eq|ne|like|ilike|inArray|isNull|isNotNull)\([^)]*\bnote\b`,
  ].join("|"),
  "i",
);

describe("what steers", () => {
  it("is never a note, which is for people to read", () => {
    const wrong = sourcesIn("lib").flatMap((file) =>
      linesThatMatch(file.path, withoutComments(file.text), NOTE_THAT_STEERS),
    );
    expect(
      wrong,
      rule(
        wrong,
        "a note is free text: whoever rewords it would change what a safety device does.",
        "give what is needed a typed column, such as payment_attempts.unanswered_at.",
      ),
    ).toEqual([]);
  });

  it.each([
    `and step.type = 'payment_unresolved' and step.note = 'no_answer'`,
    `if (event.note === "no_answer") return;`,
    `return "no_answer" === event.note;`,
    `const isLost = event?.note?.startsWith("no");`,
    `.where(eq(sessionEvents.note, "no_answer"))`,
    `switch (event.note) {`,
    `const kind = row.note ? "lost" : "found";`,
    `where note like 'no_%'`,
  ])("finds a note that steers: %s", (line) => {
    expect(line).toMatch(NOTE_THAT_STEERS);
  });

  it.each([
    `note: row.note,`,
    `readonly note: string | null;`,
    `note: text("note").notNull(),`,
    "${step.reason} (${step.note})",
    "const note = request.reason === undefined ? request.by : `${request.by}: ${request.reason}`;",
    `(select note from last) as note, (select 1) as at_ms,`,
  ])("lets a note be stored and shown: %s", (line) => {
    expect(line).not.toMatch(NOTE_THAT_STEERS);
  });

  it("saves a session in one place, so that every move is counted for the experiment", () => {
    const wrong = sourcesIn("app", "acp", "lib", "mcp", "scripts")
      .filter((file) => file.path !== "lib/purchase/save-move.ts" && !file.path.startsWith("lib/store/"))
      .flatMap((file) => linesThatMatch(file.path, file.code, /\b(saveSession|noteSessionEvent)\b/));
    expect(
      wrong,
      rule(
        wrong,
        "a path that saves the session alone is missing from the experiment's figures.",
        "call saveMove of lib/purchase/save-move.ts.",
      ),
    ).toEqual([]);
  });
});

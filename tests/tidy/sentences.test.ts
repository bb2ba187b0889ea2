import { describe, expect, it } from "vitest";
import { rule, sources } from "./tree.ts";

const DOMAIN = /^lib\/(checkout|orders|purchase)\//;
/** What only an operator or a developer reads: it may be a sentence. The log's constant sentence is called `message`. */
const FOR_THE_LOG = /\b(?:invariant|new Error|super|report)\(/g;
const LOG_MESSAGE = /\bconst message =\s*(?:"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)/g;
/** Notes for the operator, stored with what they are about or thrown by a job (`npm run reconcile` shows them). */
const OPERATOR_NOTES = [
  "lib/orders/plans/entitlement.ts",
  "lib/purchase/payment/capture/record-capture.ts",
  "lib/purchase/payment/report-recorded.ts",
  "lib/purchase/run-job.ts",
];
const LITERAL = /"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;
const COMMENT = /\/\*[\s\S]*?\*\/|(?<![:"'`\\])\/\/[^\n]*/g;

/** The code without comments and without the calls whose text goes to the log. */
function withoutLogs(text: string): string {
  let code = text.replace(COMMENT, "").replace(LOG_MESSAGE, "");
  for (;;) {
    FOR_THE_LOG.lastIndex = 0;
    const call = FOR_THE_LOG.exec(code);
    if (call === null) return code;
    let depth = 1;
    let end = FOR_THE_LOG.lastIndex;
    while (depth > 0 && end < code.length) {
      if (code[end] === "(") depth += 1;
      if (code[end] === ")") depth -= 1;
      end += 1;
    }
    code = code.slice(0, call.index) + code.slice(end);
  }
}

const wordsIn = (literal: string) =>
  literal
    .slice(1, -1)
    .replace(/\$\{[^}]*\}/g, "…")
    .split(/\s+/)
    .filter((word) => /[\p{L}…]/u.test(word)).length;

const literals = sources
  .filter((file) => DOMAIN.test(file.path))
  .flatMap((file) => [...withoutLogs(file.text).matchAll(LITERAL)].map(([text]) => ({ path: file.path, text })));

describe("lib/checkout, lib/orders and lib/purchase", () => {
  it("contain no sentence for a buyer, a model or a merchant's system", () => {
    const wrong = literals
      .filter(({ path, text }) => wordsIn(text) >= 3 && !OPERATOR_NOTES.includes(path))
      .map(({ path, text }) => `${path}: ${text.slice(0, 100)}`);
    expect(
      wrong,
      rule(
        wrong,
        "a sentence written here has the words of one surface and one language, and every other surface has to undo it.",
        "return data by `kind`; write the sentence in the KindTable of each edge (mcp/texts.ts, acp/texts.ts, app/**/texts.ts, lib/wire/texts/).",
      ),
    ).toEqual([]);
  });

  it("name no field or tool of a surface", () => {
    const wrong = literals
      .filter(({ text }) => /\w\[\$\{|"\$\.|^.(items|line_items|fulfillment_\w+|\w+_products).$/.test(text))
      .map(({ path, text }) => `${path}: ${text.slice(0, 100)}`);
    expect(
      wrong,
      rule(
        wrong,
        "a path such as items[0].id belongs to one surface; another calls it line_items[0].id.",
        "return the item's index or the detail's name; the edge's table makes the field of it.",
      ),
    ).toEqual([]);
  });
});

import { extname } from "node:path";
import { describe, expect, it } from "vitest";
import { allPaths, read, rule } from "./tree.ts";
import { REPLACED, replacedWords } from "./vocabulary.ts";

/** A decision record and the changelog say what something was called; the table and its test must name the words. */
const NOT_READ = /^docs\/decisions\/|^CHANGELOG\.md$|^tests\/tidy\/vocabulary(?:\.test)?\.ts$/;
const READ = [".ts", ".tsx", ".mjs", ".md", ".css", ".html", ".yml", ".json"];
const paths = allPaths.filter((path) => READ.includes(extname(path)) && !NOT_READ.test(path));

describe("the dictionary", () => {
  it("has the field's word for every thing, in code, tests and documentation", () => {
    const wrong = paths.flatMap((path) => replacedWords(path, read(path)));
    expect(
      wrong,
      rule(
        wrong,
        "a person who comes from Stripe, Medusa or Unleash must recognise every noun at once.",
        'use the word on the right; CONTRIBUTING.md, "The dictionary", has them all.',
      ),
    ).toEqual([]);
  });

  it.each([
    ["const MOST_LINES = 3;", "MOST_L", "MAX_"],
    ["BREAKER_MOST_SESSIONS=20", "BREAKER_MOST_S", "MAX_"],
    ["/** The first hand-over of a shopper. */", "hand-over", "assignment"],
    ['if (isSplitOff(split)) return { kind: "split_is_off" };', "SplitOff", "sample ratio mismatch"],
    ["Money for nobody is a stray payment.", "stray", "orphaned"],
    ["export type FunnelStep = string;", "FunnelStep", "funnel event"],
    ["the answer is told to the merchant", "is told", "reported"],
    ["npm run kill -- --on --merchant fernweh", "--merchant", "--seller"],
    ["Stock is counted anew.", "anew", "again"],
    ["The reason stands in the log.", "stands in", "is in"],
  ])("finds the word planted in %s", (text, word, instead) => {
    expect(replacedWords("lib/planted.ts", `fine\n${text}\n`)).toContainEqual(
      expect.stringMatching(new RegExp(`^lib/planted\\.ts:2: ${word} → .*${instead}`)),
    );
  });

  it("finds the word in a file's name", () => {
    expect(replacedWords("lib/store/postman.ts", "")).toEqual(["lib/store/postman.ts:0: postman → webhook sender"]);
  });

  it.each([
    "A service stands in for the bank.",
    "The two arms cannot be told apart.",
    "the way to pay, on a buyer's screen",
    "The outstanding amount is notwithstanding.",
    "git rebase --interactive",
    "The almost_done flag and LEASTWAYS.",
  ])("passes good English: %s", (text) => {
    expect(replacedWords("lib/planted.ts", text)).toEqual([]);
  });

  it("allows a word only in a file that still needs it", () => {
    const idle = REPLACED.flatMap(({ pattern, allowed = {} }) =>
      Object.keys(allowed).filter((path) => !allPaths.includes(path) || !pattern.test(read(path))),
    );
    expect(idle, rule(idle, "an exemption that nothing needs hides the next mistake.", "delete it.")).toEqual([]);
  });
});

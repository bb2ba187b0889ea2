import { expect, it } from "vitest";
import { keptAnswers } from "#lib/kept-answers.ts";

function counted(max: number) {
  const asked: string[] = [];
  const answer = keptAnswers(max, (text) => {
    asked.push(text);
    return text.length > 1 ? text.toUpperCase() : null;
  });
  return { asked, answer };
}

it("a text is worked out once, also when its answer is null", () => {
  const { asked, answer } = counted(10);
  expect([answer("ab"), answer("ab"), answer("a"), answer("a")]).toEqual(["AB", "AB", null, null]);
  expect(asked).toEqual(["ab", "a"]);
});

it("callers who make up texts fill no memory: at most so many are kept, and a long one never is", () => {
  const { asked, answer } = counted(2);
  for (const text of ["aa", "bb", "cc", "aa"]) expect(answer(text)).toBe(text.toUpperCase());
  expect(asked).toEqual(["aa", "bb", "cc", "aa"]);
  const long = "x".repeat(301);
  expect(answer(long)).toBe(answer(long));
  expect(asked.filter((text) => text === long)).toHaveLength(2);
});

import { expect, it } from "vitest";
import { keptAnswers, keptUntil } from "#lib/kept-answers.ts";

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

it("what somebody else answered counts until its time is over", () => {
  const kept = keptUntil<string>(10);
  kept.keep("DE123", "valid", 1000);
  expect([kept.at("DE123", 999), kept.at("DE123", 1000), kept.at("FR1", 0)]).toEqual(["valid", null, null]);
});

it("such answers are kept of so many questions, the latest ones, and one that was asked again is one of them", () => {
  const kept = keptUntil<number>(1000);
  for (let n = 0; n < 1000; n += 1) kept.keep(`question ${n}`, n, Infinity);
  kept.keep("question 0", 0, Infinity);
  kept.keep("one more", 1000, Infinity);
  expect(["question 0", "question 1", "question 2", "one more"].map((key) => kept.at(key, 0))).toEqual([
    0,
    null,
    2,
    1000,
  ]);
});

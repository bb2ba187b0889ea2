import { describe, expect, it } from "vitest";
import { linesThatMatch, rule, sourcesIn } from "../../tidy/tree.ts";

describe("the forms of pages", () => {
  it("are posted to addresses that every release has, and call no server action", () => {
    const wrong = sourcesIn("app").flatMap((file) =>
      linesThatMatch(file.path, file.text, /^"use server"|<form\b[^>]*\baction=\{\w+\}|\bformAction=/),
    );
    expect(
      wrong,
      rule(
        wrong,
        "the address of a server action is another one in every build, so that a deploy breaks the forms on buyers' screens (docs/decisions/0063).",
        'post the form to a route file: <form method="post" action="/checkout/…">.',
      ),
    ).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { linesThatMatch, rule, sources, withoutComments } from "./tree.ts";

/** Takes one of several elements by where it stands. */
const BY_POSITION = /\.(?:first|last)\(\)|\.nth\(/;
/** A pattern that ignores capitals. */
const ANY_CASE = /(?<=[(,:=[!?|&]\s*)\/(?![/*])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*i/;
/** Asks once how the page is at this moment, or waits for a time and not for a state. */
const NO_STATE =
  /\.is(?:Visible|Hidden|Enabled|Disabled|Checked|Editable)\(\)|\bwaitForTimeout\(|\bsetTimeout\(|"networkidle"/;

const linesOfBrowserTests = (pattern: RegExp) =>
  sources
    .filter(({ path }) => path.startsWith("tests/e2e/"))
    .flatMap(({ path, text }) => linesThatMatch(path, withoutComments(text), pattern));

describe("the browser tests", () => {
  it("name what they mean, and take no element by its position", () => {
    const wrong = linesOfBrowserTests(BY_POSITION);
    expect(
      wrong,
      rule(
        wrong,
        "the first of several is another one as soon as something is drawn above it, or is drawn later.",
        'use the exact label, role and text; where several match, name the container: getByRole("region", { name }).',
      ),
    ).toEqual([]);
  });

  it("find an element by its exact words", () => {
    const wrong = linesOfBrowserTests(ANY_CASE);
    expect(
      wrong,
      rule(
        wrong,
        "a loose pattern matches what the test does not mean, such as Subtotal for Total.",
        "write the words of the text table with { exact: true }, or a pattern with its capitals and its ends.",
      ),
    ).toEqual([]);
  });

  it("wait for a state, and decide nothing by a glance", () => {
    const wrong = linesOfBrowserTests(NO_STATE);
    expect(
      wrong,
      rule(
        wrong,
        "a page that is still being drawn answers a glance with no, and a time that suits one machine fails on another.",
        "expect(locator).toBeVisible() and its kin, expect.poll or toPass wait; what differs between tests is a parameter.",
      ),
    ).toEqual([]);
  });

  it.each([`.getByText(/total/i).first(),`, `rows.nth(index)`, `page.locator("a").last()`])(
    "finds a position: %s",
    (line) => expect(line).toMatch(BY_POSITION),
  );
  it.each([
    `page.getByRole("button", { name: /^pay\\b/i })`,
    `const PAY = /^(pay|continue to payment)/i;`,
    `getByText(/a[/]b/gi)`,
    `, /failed\\/declined/iu)`,
  ])("finds a pattern that ignores capitals: %s", (line) => expect(line).toMatch(ANY_CASE));
  it.each([
    `{ name: /^Pay \\S/ })`,
    `page.goto("/policies/terms");`,
    "await page.route(`**/mcp`, handle);",
    `const half = size / 2; // i`,
    `import { tool } from "../fixtures/in.ts";`,
  ])("leaves other lines alone: %s", (line) => {
    expect(line).not.toMatch(ANY_CASE);
    expect(line).not.toMatch(BY_POSITION);
  });
  it.each([`if (await name.isVisible()) return;`, `await page.waitForTimeout(500);`, `setTimeout(resolve, 250)`])(
    "finds a glance or a sleep: %s",
    (line) => expect(line).toMatch(NO_STATE),
  );
});

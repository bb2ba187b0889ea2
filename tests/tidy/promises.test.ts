import { describe, expect, it } from "vitest";
import { ALLOWED } from "#lib/checkout/transition.ts";
import type { ChargeOutcome } from "#lib/payments/provider.ts";
import type { PayOutcome } from "#lib/purchase/payment/pay-outcome.ts";
import { BLOCKED_REASONS, EXTERNAL_REASONS } from "#lib/routing/decide-route.ts";
import { allPaths, read, rule, sources, withoutComments } from "./tree.ts";

const isTest = (path: string) => /\.(test|spec)\.tsx?$/.test(path) && !path.startsWith("tests/tidy/");
/** The tests and the cases that they read, without comments. */
const tests = allPaths
  .filter((path) => path.startsWith("tests/") && !path.startsWith("tests/tidy/") && /\.(tsx?|json)$/.test(path))
  .map((path) => withoutComments(read(path)))
  .join("\n");
/** A word is named where it is in quotes, as a value does. The key of an object is not enough: that is how inputs are written. */
const unnamed = (words: readonly string[]) => words.filter((word) => !tests.includes(`"${word}"`));

/** The compiler keeps these lists whole: with a kind too few or too many they do not compile. */
const CHARGE_OUTCOMES = {
  captured: true,
  pending: true,
  action_required: true,
  declined: true,
  token_invalid: true,
  amount_refused: true,
  rejected: true,
  unknown: true,
} satisfies Record<ChargeOutcome["kind"], true>;
const PAY_OUTCOMES = {
  completed: true,
  declined: true,
  token_invalid: true,
  action_required: true,
  still_checking: true,
  payment_in_progress: true,
  instant_unavailable: true,
  payment_rejected: true,
  provider_busy: true,
  amount_not_taken: true,
  seller_not_ready: true,
  details_missing: true,
  out_of_stock: true,
  changed: true,
  held_by_others: true,
  too_many_pages: true,
  no_longer_sold: true,
  price_raised: true,
  discount_used_up: true,
  closed: true,
  not_found: true,
} satisfies Record<PayOutcome["kind"], true>;

/** The rows of the first table in a Markdown text whose first column is written in backquotes. */
function tableRows(markdown: string): Map<string, string> {
  return new Map(
    [...markdown.matchAll(/^\|\s*`([a-z_]+)`\s*\|(.*)\|\s*$/gm)].map(([, key, rest]) => [key ?? "", rest ?? ""]),
  );
}

/** The files that a decision record names as carrying it out. Migrations are generated, so no rule looks at their folder. */
const referencesOf = (record: string): string[] =>
  [...(/^- References: (.+)$/m.exec(record)?.[1] ?? "").matchAll(/`([^`]+)`/g)]
    .map(([, path]) => path ?? "")
    .filter((path) => !path.startsWith("lib/store/migrations/"));

describe("what the project promises is written down and tested", () => {
  it("docs/state-machine.md says what ALLOWED says", () => {
    const rows = tableRows(read("docs/state-machine.md"));
    const written = Object.fromEntries(
      Object.keys(ALLOWED).map((status) => [
        status,
        [...(rows.get(status) ?? "").matchAll(/`([a-z_]+)`/g)].map(([, event]) => event),
      ]),
    );
    expect(
      written,
      rule(
        [],
        "the table is what people read; ALLOWED is what happens.",
        "make the table in docs/state-machine.md list the events of lib/checkout/transition.ts, in the same order.",
      ),
    ).toEqual(ALLOWED);
  });

  it("every reason for a route is explained in docs/routing.md, in order of precedence", () => {
    const reasons = [...BLOCKED_REASONS, ...EXTERNAL_REASONS, "variant_instant"];
    const rows = tableRows(read("docs/routing.md"));
    const wrong = reasons.filter((reason) => (rows.get(reason) ?? "").trim().length < 40);
    expect(
      wrong,
      rule(
        wrong,
        "the operator sees the reason in the log and the console and must be able to look it up.",
        "add a row to the table in docs/routing.md: what it means and what to do.",
      ),
    ).toEqual([]);
    expect([...rows.keys()].filter((key) => reasons.some((reason) => reason === key))).toEqual(reasons);
  });

  it("every reason for a route is named in a test", () => {
    const wrong = unnamed([...EXTERNAL_REASONS, ...BLOCKED_REASONS, "variant_instant"]);
    expect(
      wrong,
      rule(
        wrong,
        "a reason that no test produces may never be produced.",
        "add a row to tests/fixtures/cases/route-decisions.json.",
      ),
    ).toEqual([]);
  });

  it("every session status is named in a test", () => {
    const wrong = unnamed(Object.keys(ALLOWED));
    expect(
      wrong,
      rule(wrong, "a state that no test reaches may be unreachable, or wrong.", "reach it in a test."),
    ).toEqual([]);
  });

  it("every outcome of a charge is named in a test", () => {
    const wrong = unnamed(Object.keys(CHARGE_OUTCOMES));
    expect(
      wrong,
      rule(
        wrong,
        "each outcome leads somewhere else; the untested one leads where nobody looked.",
        "add it to the contract of the payment providers or to tests/purchase.",
      ),
    ).toEqual([]);
  });

  it("every outcome of a payment is named in a test", () => {
    const wrong = unnamed(Object.keys(PAY_OUTCOMES));
    expect(
      wrong,
      rule(wrong, "what a buyer reads after paying must be tried once at least.", "add a test to tests/purchase."),
    ).toEqual([]);
  });

  it("every decision record has its number, status, date, references, the headings and a way to be changed", () => {
    const records = allPaths.filter((path) => path.startsWith("docs/decisions/") && path.endsWith(".md"));
    const headings = [
      "## Situation",
      "## Decision",
      "## Alternatives",
      "## Consequences",
      "## What would change our mind",
    ];
    const wrong = records.flatMap((path) => {
      const text = read(path);
      const number = /\/(\d{4})-/.exec(path)?.[1];
      return [
        ...headings.filter((heading) => !text.includes(heading)).map((heading) => `${path} lacks "${heading}"`),
        ...(text.startsWith(`# ${number} `) ? [] : [`${path} does not begin with "# ${number} "`]),
        ...["Status: (accepted|superseded by )", "Date: \\d{4}-\\d{2}-\\d{2}", "References: `"]
          .filter((line) => !new RegExp(`^- ${line}`, "m").test(text))
          .map((line) => `${path} lacks a line like "- ${line}"`),
        ...referencesOf(text)
          .filter((named) => !allPaths.some((one) => one === named || one.startsWith(`${named}/`)))
          .map((named) => `${path} refers to ${named}, which does not exist`),
      ];
    });
    expect(
      wrong,
      rule(
        wrong,
        "a decision without its reason and its end is a habit, and one without its files cannot be checked.",
        "begin like the other records, use their headings, and name the files that carry the decision out.",
      ),
    ).toEqual([]);
    const numbers = records.map((path) => path.slice("docs/decisions/".length, "docs/decisions/0000".length));
    expect(new Set(numbers).size, "two records bear one number").toBe(numbers.length);
  });

  it("no two tests make the same promise in the same place", () => {
    const wrong = sources
      .filter((file) => isTest(file.path))
      .flatMap((file) => {
        const names = [...file.text.matchAll(/\b(?:it|test)(?:\.each\([^)]*\))?\(\s*["'`]([^"'`]+)["'`]/g)].map(
          ([, name]) => name ?? "",
        );
        return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${file.path}: ${name}`);
      });
    expect(
      wrong,
      rule(wrong, "of two tests with one name only one is seen when it fails.", "say what each protects."),
    ).toEqual([]);
  });

  it("no test is left out, alone or about the wall clock", () => {
    const wrong = sources
      .filter((file) => isTest(file.path))
      .flatMap((file) =>
        file.code
          .split("\n")
          .flatMap((line, index) =>
            /\b(it|test|describe)\.(only|skip|todo|fails)\b|\bvi\.mock\(|toBeLessThan\(.*(elapsed|duration|Ms\b)/.test(
              line,
            )
              ? [`${file.path}:${index + 1}: ${line.trim()}`]
              : [],
          ),
      );
    expect(
      wrong,
      rule(
        wrong,
        "what is skipped or measured by the clock protects nothing on a slow day.",
        "mend the test or delete it; a condition of the machine uses skipIf with its reason.",
      ),
    ).toEqual([]);
  });
});

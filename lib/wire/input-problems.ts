import type { z } from "zod";
import { INPUT_TEXTS } from "./texts/input.ts";

/** One thing wrong with a request; `field` is its path in the words of the surface that it came to. */
export type RequestProblem = {
  readonly field: string;
  readonly code: "missing" | "invalid" | "out_of_stock";
  readonly message: string;
};

const MAX_PROBLEMS = 20;

/** What is wrong with a tool's arguments, each with its path in the caller's own words. Never repeats a value that was sent. */
export function problemsOfInput(read: z.ZodSafeParseResult<unknown>, sent: unknown): RequestProblem[] {
  if (read.success) return unstorableText(read.data, []).slice(0, MAX_PROBLEMS);
  return read.error.issues.slice(0, MAX_PROBLEMS).map((issue): RequestProblem => {
    const missing = issue.code === "invalid_type" && valueAt(sent, issue.path) === undefined;
    return {
      field: pathText(issue.path),
      code: missing ? "missing" : "invalid",
      message: missing ? INPUT_TEXTS.missing : sentence(issue),
    };
  });
}

/** One text for every tool: what was not accepted, a line for each field. */
export function problemsText(toolName: string, problems: readonly RequestProblem[]): string {
  return [
    INPUT_TEXTS.notAccepted(toolName),
    ...problems.map((problem) => `- ${problem.field}: ${problem.message}`),
  ].join("\n");
}

/** `["items", 0, "id"]` → `items[0].id`; the arguments themselves are `arguments`. */
export function pathText(path: readonly PropertyKey[]): string {
  const text = path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step).slice(0, 60)}`))
    .join("")
    .replace(/^\./, "");
  return text === "" ? "arguments" : text;
}

/** A field's path as messages and errors name it. */
export const jsonPath = (field: string) => (field === "" || field === "arguments" ? "$" : `$.${field}`);

function valueAt(sent: unknown, path: readonly PropertyKey[]): unknown {
  let value = sent;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

/** For `safeParse`: sentences of ours wherever a schema has none of its own. */
export const IN_OUR_WORDS = {
  error: (issue: z.core.$ZodRawIssue): string =>
    issue.input === undefined && issue.code === "invalid_type" ? INPUT_TEXTS.missing : sentence(issue),
};

function sentence(issue: z.core.$ZodIssue | z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return INPUT_TEXTS.mustBe(INPUT_TEXTS.expected[issue.expected] ?? issue.expected);
    case "too_small":
      if (issue.origin === "string")
        return issue.minimum === 1 ? INPUT_TEXTS.empty : INPUT_TEXTS.tooShort(String(issue.minimum));
      return issue.origin === "array"
        ? INPUT_TEXTS.tooFew(String(issue.minimum))
        : INPUT_TEXTS.tooSmall(String(issue.minimum));
    case "too_big":
      if (issue.origin === "string") return INPUT_TEXTS.tooLong(String(issue.maximum));
      return issue.origin === "array"
        ? INPUT_TEXTS.tooMany(String(issue.maximum))
        : INPUT_TEXTS.tooBig(String(issue.maximum));
    case "invalid_value":
      return INPUT_TEXTS.oneOf(issue.values.map(String));
    case "invalid_format":
      return issue.message ?? (issue.format === "email" ? INPUT_TEXTS.email : INPUT_TEXTS.form);
    default:
      return issue.message ?? INPUT_TEXTS.form;
  }
}

/** Text that no database stores: the null character, and halves of a character. The schema bounds how deep this goes. */
function unstorableText(value: unknown, path: readonly PropertyKey[]): RequestProblem[] {
  if (typeof value === "string") {
    const message = value.includes("\0")
      ? INPUT_TEXTS.controlCharacter
      : /\p{Cs}/u.test(value)
        ? INPUT_TEXTS.halfCharacter
        : null;
    return message === null ? [] : [{ field: pathText(path), code: "invalid", message }];
  }
  if (Array.isArray(value)) return value.flatMap((one, index) => unstorableText(one, [...path, index]));
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, one]) => unstorableText(one, [...path, key]));
  return [];
}

import type { z } from "zod";
import type { Problem } from "../purchase/checkout/problem.ts";

const MAX_PROBLEMS = 20;

/** What is wrong with a tool's arguments, each with its path in the caller's own words. Never repeats a value that was sent. */
export function problemsOfInput(read: z.ZodSafeParseResult<unknown>, sent: unknown): Problem[] {
  if (read.success) return unstorableText(read.data, []).slice(0, MAX_PROBLEMS);
  return read.error.issues.slice(0, MAX_PROBLEMS).map((issue): Problem => {
    const missing = issue.code === "invalid_type" && valueAt(sent, issue.path) === undefined;
    return {
      field: pathText(issue.path),
      code: missing ? "missing" : "invalid",
      message: missing ? "is missing" : sentence(issue),
    };
  });
}

/** One text for every tool: what was not accepted, a line for each field. */
export function problemsText(toolName: string, problems: readonly Problem[]): string {
  return [
    `${toolName} did not accept this input:`,
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

const EXPECTED: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

function sentence(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${EXPECTED[issue.expected] ?? issue.expected}`;
    case "too_small":
      if (issue.origin === "string")
        return issue.minimum === 1 ? "must not be empty" : `must have at least ${issue.minimum} characters`;
      return issue.origin === "array" ? `must hold at least ${issue.minimum}` : `must be at least ${issue.minimum}`;
    case "too_big":
      if (issue.origin === "string") return `must have at most ${issue.maximum} characters`;
      return issue.origin === "array" ? `must hold at most ${issue.maximum}` : `must be at most ${issue.maximum}`;
    case "invalid_value":
      return `must be one of: ${issue.values.join(", ")}`;
    default:
      return issue.message;
  }
}

/** Text that no database stores: the null character, and halves of a character. The schema bounds how deep this goes. */
function unstorableText(value: unknown, path: readonly PropertyKey[]): Problem[] {
  if (typeof value === "string")
    return /\0|\p{Cs}/u.test(value)
      ? [{ field: pathText(path), code: "invalid", message: "holds a character that is no text" }]
      : [];
  if (Array.isArray(value)) return value.flatMap((one, index) => unstorableText(one, [...path, index]));
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, one]) => unstorableText(one, [...path, key]));
  return [];
}

import { isUndefined, UNDEFINED_TEXTS } from "../../experiment/answer.ts";
import type { ExperimentReport } from "../../experiment/report/report.ts";
import { warningText } from "../../experiment/report/warning.ts";
import { invariant } from "../../invariant.ts";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);

/** The same value with its names in the wire's spelling, times as ISO 8601, and the reason written out where no answer is. */
function viewOf(value: unknown): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") {
    invariant(Number.isFinite(value), "a figure without an answer is undefined and never NaN or Infinity");
    return value;
  }
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(viewOf);
  invariant(typeof value === "object", `a report contains no ${typeof value}`);
  const fields = Object.entries(value).map(([name, field]) => [snakeCase(name), viewOf(field)] as const);
  return isUndefined(value)
    ? { ...Object.fromEntries(fields), text: UNDEFINED_TEXTS[value.why] }
    : Object.fromEntries(fields);
}

/**
 * The whole report as JSON. A figure without an answer is `{ kind: "undefined", why, text }`; rates are parts of one,
 * amounts minor units (means need not be whole), days "2026-11-24" in UTC.
 */
export function experimentView(report: ExperimentReport): Json {
  return viewOf({
    ...report,
    funnel: report.funnel.map((stage) => ({ ...stage, event: snakeCase(stage.event) })),
    warnings: report.warnings.map((warning) => ({
      ...warning,
      ...("count" in warning ? { count: snakeCase(warning.count) } : {}),
      text: warningText(warning),
    })),
  });
}

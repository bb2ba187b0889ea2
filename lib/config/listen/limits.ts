import { z } from "zod";
import {
  CALL_KINDS,
  CALLER_PARTS,
  DEFAULT_CALL_RULES,
  type CallKind,
  type CallRules,
} from "../../http/limits/call-limits.ts";

export type LimitsConfig = {
  /** Null: calls are not limited. */
  readonly calls: CallRules | null;
};

const MUST = 'must be on, off, or changes of the limits as JSON, such as {"read":{"shopper":600,"address":null}}';
const calls = z.int().min(1).max(1_000_000).nullable();
const parts = z.partialRecord(z.enum(CALLER_PARTS), calls);
const changes = z.partialRecord(z.enum(CALL_KINDS), parts);

/** LIMITS: on unless given; JSON changes single numbers, and null is no limit (docs/decisions/0066-limits.md). */
export const limitSettings = z
  .object({
    LIMITS: z
      .string()
      .default("on")
      .transform((text, context): LimitsConfig => {
        if (text === "off") return { calls: null };
        if (text === "on") return { calls: DEFAULT_CALL_RULES };
        const read = changes.safeParse(jsonOf(text));
        if (read.success) return { calls: changed(read.data) };
        const [issue] = read.error.issues;
        const field = (issue?.path ?? []).map((part) => `.${String(part)}`).join("");
        context.addIssue({ code: "custom", message: field === "" ? MUST : `${MUST}; wrong: ${field.slice(1)}` });
        return z.NEVER;
      }),
  })
  .transform(({ LIMITS }) => LIMITS);

function changed(given: z.output<typeof changes>): CallRules {
  const of = (kind: CallKind) => ({ ...DEFAULT_CALL_RULES[kind], ...given[kind] });
  return { read: of("read"), prepare: of("prepare"), change: of("change"), pay: of("pay") };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

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
  readonly guards: GuardRules;
};

/** How often something is tried; null: as often as anybody likes. */
export type GuardRules = {
  /** Codes typed: on one checkout, and by one shopper in an hour. */
  readonly discountCode: { readonly checkout: number | null; readonly shopper: number | null };
  /** Tokens declined on one checkout, and tried by one shopper in a day. */
  readonly decline: { readonly checkout: number | null; readonly shopper: number | null };
};

const DEFAULT_GUARD_RULES: GuardRules = {
  discountCode: { checkout: 20, shopper: 60 },
  decline: { checkout: 8, shopper: 50 },
};
const NO_GUARDS: GuardRules = {
  discountCode: { checkout: null, shopper: null },
  decline: { checkout: null, shopper: null },
};

const MUST = 'must be on, off, or changes of the limits as JSON, such as {"read":{"shopper":600,"address":null}}';
const calls = z.int().min(1).max(1_000_000).nullable();
const parts = z.partialRecord(z.enum(CALLER_PARTS), calls);
const tries = z.partialRecord(z.enum(["checkout", "shopper"]), calls).optional();
const changes = z
  .strictObject(
    Object.fromEntries(CALL_KINDS.map((kind) => [kind, parts.optional()])) as Record<
      CallKind,
      z.ZodOptional<typeof parts>
    >,
  )
  .extend({ discount_code: tries, decline: tries });

/** LIMITS: on unless given; JSON changes single numbers, and null is no limit (docs/decisions/0066-limits.md). */
export const limitSettings = z
  .object({
    LIMITS: z
      .string()
      .default("on")
      .transform((text, context): LimitsConfig => {
        if (text === "off") return { calls: null, guards: NO_GUARDS };
        if (text === "on") return { calls: DEFAULT_CALL_RULES, guards: DEFAULT_GUARD_RULES };
        const read = changes.safeParse(jsonOf(text));
        if (read.success) return { calls: changed(read.data), guards: guardsOf(read.data) };
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

const guardsOf = ({ discount_code: codes, decline }: z.output<typeof changes>): GuardRules => ({
  discountCode: { ...DEFAULT_GUARD_RULES.discountCode, ...codes },
  decline: { ...DEFAULT_GUARD_RULES.decline, ...decline },
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

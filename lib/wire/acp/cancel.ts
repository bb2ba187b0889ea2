import { z } from "zod";

const CANCEL_REASONS = [
  "price_sensitivity",
  "shipping_cost",
  "shipping_speed",
  "product_fit",
  "trust_security",
  "returns_policy",
  "payment_options",
  "comparison",
  "timing_deferred",
  "other",
] as const;
export const acpCancelInput = z.object({
  intent_trace: z
    .object({
      reason_code: z.string().max(100),
      trace_summary: z.string().max(500).nullish(),
      metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
    })
    .nullish(),
});

/** Why the buyer gave up, as one of the protocol's codes; null when none was given. A code nobody knows is `other`. */
export function readAcpCancel(input: z.infer<typeof acpCancelInput>): (typeof CANCEL_REASONS)[number] | null {
  const sent = input.intent_trace?.reason_code;
  return sent === undefined ? null : (CANCEL_REASONS.find((code) => code === sent) ?? "other");
}

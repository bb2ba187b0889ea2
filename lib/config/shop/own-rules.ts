import { z } from "zod";
import type { Dispatch } from "../../checkout/delivery/conditions.ts";
import type { OwnRules } from "../../checkout/shop-rules.ts";
import type { SellerDetails, WrittenRule } from "../../sellers/record.ts";
import { IN_OUR_WORDS } from "../../wire/input-problems.ts";
import { shippingRule, shippingRules } from "./shipping.ts";
import { taxesOfSeller, taxRules } from "./taxes.ts";

/** Every call that prices something of a seller's reads both lists of theirs. */
const MAX_BYTES = 32 * 1024;

/** A seller's own rules: those of the shop file, without `sellers`. They are kept as they were written. */
const own = (rules: z.ZodType, max: number) =>
  z
    .array(z.record(z.string(), z.json()))
    .max(max)
    .superRefine((written, context) => {
      const report = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
      written.forEach((rule, index) => {
        if (Object.hasOwn(rule, "sellers"))
          report([index, "sellers"], "is left out here: these rules are one seller's");
      });
      if (new TextEncoder().encode(JSON.stringify(written)).length > MAX_BYTES)
        report([], `must have at most ${MAX_BYTES / 1024} KiB as JSON`);
      const read = rules.safeParse(written, IN_OUR_WORDS);
      for (const issue of read.error?.issues ?? [])
        if (issue.code !== "unrecognized_keys") report([...issue.path], issue.message);
        else for (const key of issue.keys) report([...issue.path, key], "there is no such field");
    })
    .transform((written): readonly WrittenRule[] => written);

export const ownDelivery = own(shippingRules, 100);
export const ownTaxes = own(taxRules, 300);

/**
 * Reads rules that were checked when they were given. `dispatch`: the shop's calendar, for rules without one. Null where this
 * release does not accept one of them, because another one did.
 */
export const ownRulesReader =
  (dispatch: Dispatch | null) =>
  (seller: string, { delivery, taxes }: Pick<SellerDetails, "delivery" | "taxes">): OwnRules | null => {
    const read = z.object({ shipping: shippingRules, taxes: taxRules }).safeParse({ shipping: delivery, taxes });
    return read.success
      ? {
          shipping: read.data.shipping.map((rule) => shippingRule({ ...rule, sellers: [seller] }, dispatch)),
          taxes: taxesOfSeller(seller, read.data.taxes),
        }
      : null;
  };

import { NO_OWN_RULES, rulesOfSeller, type OwnRules } from "../../checkout/shop-rules.ts";
import { ownTaxGaps } from "../../checkout/taxes/own-taxes.ts";
import { invariant } from "../../invariant.ts";
import type { SellerId } from "../../ids.ts";
import type { SellerChange, SellerFieldProblem } from "../../sellers/change.ts";
import type { Seller, SellerFields } from "../../sellers/record.ts";
import type { AuditEntry } from "../../store/audit-store.ts";
import type { PurchaseContext } from "../context.ts";

/** Taxes that leave goods untaxed which nobody named. Only where a change gives taxes: others were checked before. */
export function taxProblems(
  { rules, sellers }: Pick<PurchaseContext, "rules" | "sellers">,
  id: SellerId,
  { taxes = null }: SellerChange,
): readonly SellerFieldProblem[] {
  if (taxes === null) return [];
  const own = sellers.readRules(id, { delivery: [], taxes });
  invariant(own !== null, "rules are checked before they are given");
  return ownTaxGaps([...own.taxes, ...rules.taxes], id, rules.taxSettings.defaultClass).map((country) => ({
    field: "taxes",
    kind: "no_usual_tax",
    country,
  }));
}

/**
 * What is no more after a change. `nothing_delivered`: no rule delivers anything of the seller's. `not_delivered` and
 * `not_taxed`: no rule names these countries any more; `*` is all that no rule names.
 */
export type RuleWarning = {
  readonly field: "delivery" | "taxes";
  readonly kind: "nothing_delivered" | "not_delivered" | "not_taxed";
  readonly countries: readonly string[];
};

export function ruleWarnings(
  { rules, sellers }: Pick<PurchaseContext, "rules" | "sellers">,
  before: Seller,
  after: Seller,
): readonly RuleWarning[] {
  const countriesOf = (own: OwnRules) => {
    const { shipping, taxes } = rulesOfSeller(rules, after.id, own);
    return { delivery: shipping.flatMap(({ countries }) => countries), taxes: taxes.map(({ country }) => country) };
  };
  const [were, are] = [countriesOf(readIfReadable(sellers, before)), countriesOf(readIfReadable(sellers, after))];
  const lost = (field: RuleWarning["field"]) => [...new Set(were[field])].filter((one) => !are[field].includes(one));
  const [delivery, taxes] = [lost("delivery"), lost("taxes")];
  return [
    ...(delivery.length === 0
      ? []
      : [
          {
            field: "delivery",
            kind: are.delivery.length === 0 ? "nothing_delivered" : "not_delivered",
            countries: delivery,
          } as const,
        ]),
    ...(taxes.length === 0 ? [] : [{ field: "taxes", kind: "not_taxed", countries: taxes } as const]),
  ];
}

/** Rules that this release cannot read keep nobody from replacing them. */
function readIfReadable({ readRules }: PurchaseContext["sellers"], { id, delivery, taxes }: Seller): OwnRules {
  const readOne = (written: Pick<Seller, "delivery" | "taxes">): OwnRules => readRules(id, written) ?? NO_OWN_RULES;
  return {
    shipping: readOne({ delivery, taxes: [] }).shipping,
    taxes: readOne({ delivery: [], taxes }).taxes,
  };
}

/** For the audit trail: the rules before and after a change, as they were written. */
export const ruleDetails = (before: SellerFields, after: SellerFields): AuditEntry["details"] =>
  Object.fromEntries(
    (["delivery", "taxes"] as const).flatMap((field) => {
      const [was, is] = [JSON.stringify(before[field] ?? []), JSON.stringify(after[field] ?? [])];
      return was === is
        ? []
        : [
            [`${field}_before`, was],
            [`${field}_after`, is],
          ];
    }),
  );

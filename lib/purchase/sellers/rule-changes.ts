import { canonicalJson } from "../../canonical-json.ts";
import { NO_OWN_RULES, rulesOfSeller, type OwnRules } from "../../checkout/shop-rules.ts";
import { ownTaxGaps, taxedInPart } from "../../checkout/taxes/own-taxes.ts";
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
 * `not_taxed`: no rule names these countries any more; `*` is all that no rule names. `no_usual_tax`: the seller's own taxes of these
 * have none for the default class; `taxed_in_part`: they name only `parts` of it, codes of ISO 3166-2, or postal codes alone.
 */
export type RuleWarning = {
  readonly field: "delivery" | "taxes";
  readonly kind: "nothing_delivered" | "not_delivered" | "not_taxed" | "no_usual_tax" | "taxed_in_part";
  readonly countries: readonly string[];
  readonly parts?: readonly string[];
};

/**
 * What a seller's own taxes leave untaxed as they stand: after another `default_class` of the shop file too, which nobody compares
 * with them when it is changed.
 */
export function taxWarnings(
  { rules, sellers }: Pick<PurchaseContext, "rules" | "sellers">,
  seller: Seller,
): readonly RuleWarning[] {
  const taxes = [...readIfReadable(sellers, seller).taxes, ...rules.taxes];
  const { taxSettings } = rules;
  const gaps = ownTaxGaps(taxes, seller.id, taxSettings.defaultClass);
  return [
    ...(gaps.length === 0 ? [] : [{ field: "taxes", kind: "no_usual_tax", countries: gaps } as const]),
    ...taxedInPart(taxes, seller.id, taxSettings).map(
      ({ country, parts }) => ({ field: "taxes", kind: "taxed_in_part", countries: [country], parts }) as const,
    ),
  ];
}

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

/** So much of each list is in one entry of the audit trail, which only grows and which a seller's own key writes to. */
const MAX_LISTED_BYTES = 4096;

/**
 * For the audit trail: the rules that went and those that came with a change, as they were written, and how many more there were
 * than an entry has room for. Rules in another order are the same rules.
 */
export function ruleDetails(before: SellerFields, after: SellerFields): AuditEntry["details"] {
  const lists = (["delivery", "taxes"] as const).flatMap((field) => {
    const [was, is] = [before[field] ?? [], after[field] ?? []].map((rules) => rules.map(canonicalJson));
    return [
      [`${field}_removed`, notIn(is, was)],
      [`${field}_added`, notIn(was, is)],
    ] as const;
  });
  return Object.fromEntries(lists.flatMap(([name, rules]) => listed(name, rules)));
}

/** Of two alike in `list`, each has to have one of its own in `others`. */
function notIn(others: readonly string[] = [], list: readonly string[] = []): readonly string[] {
  const left = [...others];
  return list.filter((one) => {
    const index = left.indexOf(one);
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}

function listed(name: string, rules: readonly string[]): readonly (readonly [string, string | number])[] {
  let size = 0;
  const shown = rules.filter((rule) => {
    const bytes = Buffer.byteLength(rule);
    if (size + bytes > MAX_LISTED_BYTES) return false;
    size += bytes;
    return true;
  });
  const more = rules.length - shown.length;
  return [
    ...(rules.length === 0 ? [] : [[name, `[${shown.join(",")}]`] as const]),
    ...(more === 0 ? [] : [[`${name}_more`, more] as const]),
  ];
}

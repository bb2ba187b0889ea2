import type { z } from "zod";
import type { Operator } from "../../purchase/operator.ts";
import type { RuleWarning } from "../../purchase/sellers/rule-changes.ts";
import type { SellerFieldProblem } from "../../sellers/change.ts";
import { POLICIES, type Seller } from "../../sellers/record.ts";
import { SELLER_FIELD_NAMES } from "../../wire/sellers/field-names.ts";
import { sellerView, type SellerView } from "../../wire/sellers/seller-view.ts";
import { fieldAt, type FieldProblem } from "../../wire/orders/requests.ts";

/** Each continues "field: ". */
const FIELD_PROBLEMS: Readonly<Record<Exclude<SellerFieldProblem["kind"], "no_usual_tax">, string>> = {
  in_file: "is in SHOP_FILE; change it there and start the server again",
  operator_only: "is changed by whoever runs the shop",
  fixed_by_account:
    "stays as it is while there is an account at the payment provider, which belongs to one country; take the account away first",
  no_such_account: "the payment provider has no such account that it lets this shop use",
  no_accounts: "this payment provider has no accounts of sellers",
  account_of_another:
    "is another seller's, and each has one of their own, so that what was sent there says whose it is; SHARED_SELLER_ACCOUNTS=allow permits it",
  account_unread: "the payment provider does not say what this account can do; try again in a moment",
};

/** Continues "field: ". */
export const problemText = ({ kind, country = "" }: Pick<SellerFieldProblem, "kind" | "country">): string =>
  kind === "no_usual_tax"
    ? `have rules for ${country} and none there for the default class, so this seller's other goods would be sold without tax there; add one for it`
    : FIELD_PROBLEMS[kind];

/** What a seller's rules leave out after a change; continues "field: ". */
export function warningText({ kind, countries, parts = [] }: RuleWarning): string {
  if (kind === "nothing_delivered") return "no rule delivers this seller's goods now, so only downloads can be bought";
  const places = countries.map((one) => (one === "*" ? "every country that no rule names" : one)).join(", ");
  switch (kind) {
    case "not_delivered":
      return `this seller's goods are no longer delivered to ${places}`;
    case "not_taxed":
      return `no rule taxes this seller's goods any longer in ${places}`;
    case "no_usual_tax":
      return `this seller's own taxes in ${places} have no rule for the default class, so goods without a class of their own are sold without tax there; add a rule for it`;
    case "taxed_in_part":
      return `this seller's own taxes name only ${parts.length === 0 ? "some postal codes" : parts.join(", ")} of ${places}, so their goods are sold without tax everywhere else there; if tax is due there too, add a rule for all of ${places}; if none is, add one for the default class in all of it with the rate 0%, and this is not said again`;
  }
}

/** A seller as commands, the API and the console show them. */
export const shownSeller = (operator: Pick<Operator, "moneyModel" | "taxWarnings">, seller: Seller): SellerView =>
  sellerView(seller, operator.moneyModel(), operator.taxWarnings(seller).map(warningText));

/** Why a seller cannot be sent to the payment provider. */
export const ONBOARDING_PROBLEMS = {
  field: "is needed by the payment provider before it makes an account",
  closed: "has left, and is not onboarded again",
  unknown: "has no account that the payment provider knows",
  no_accounts: "this payment provider has no accounts of sellers",
  unanswered: "the payment provider gave no link; try again in a moment",
} as const;

/** What can be said inside of a field. */
const WITHIN: Readonly<Record<string, readonly string[]>> = {
  policies: POLICIES,
  returns: ["days", "paid_by"],
  goods: ["category", "countries", "route", "why"],
  fees: ["category", "rate", "fixed"],
};

/** What is wrong with the fields that were given, each by its name and place. */
export function fieldProblems(error: z.ZodError): readonly FieldProblem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") return [{ field: fieldAt(issue.path), message: issue.message }];
    const [field] = issue.path;
    const names = field === undefined ? Object.values(SELLER_FIELD_NAMES) : (WITHIN[String(field)] ?? []);
    const message = `there is no such field; there are ${names.join(", ")}`;
    return issue.keys.map((key) => ({ field: fieldAt([...issue.path, key]), message }));
  });
}

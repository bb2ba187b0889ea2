import { canonicalJson } from "../canonical-json.ts";
import type { SellerDetails, SellerField, SellerFields } from "./record.ts";

/** What is to be said of a seller from now on; null takes a value away, and what is left out stays. */
export type SellerChange = { readonly [Field in SellerField]?: SellerFields[Field] | null };

/** What is the shop's to say of a seller, and not theirs: who they are, what they pay, are paid at, and may sell. */
const OPERATORS: readonly SellerField[] = [
  "name",
  "legalName",
  "taxNumber",
  "senderName",
  "country",
  "goods",
  "taxes",
  "fees",
  "account",
  "networkId",
  "statementDescriptor",
];

/**
 * Why a field cannot be changed. `in_file`: the shop file says it, so it is changed there. `fixed_by_account`: an account at the
 * provider belongs to one country. Of an account: the provider does not have it for us, has none of sellers, or does
 * not say, or another seller is paid there. `no_usual_tax`: their own taxes of `country` leave all goods untaxed that they
 * do not name.
 */
export type SellerFieldProblem = {
  readonly field: SellerField;
  readonly kind:
    | "in_file"
    | "operator_only"
    | "fixed_by_account"
    | "no_such_account"
    | "no_accounts"
    | "account_unread"
    | "account_of_another"
    | "no_usual_tax";
  readonly country?: string;
};

export function problemsWith(
  change: SellerChange,
  {
    inFile,
    isSeller,
    before,
  }: {
    readonly inFile: readonly SellerField[];
    readonly isSeller: boolean;
    /** What counts until now; null: the seller is new. */
    readonly before: Pick<SellerDetails, "country" | "account"> | null;
  },
): readonly SellerFieldProblem[] {
  return (Object.keys(change) as SellerField[]).flatMap((field): SellerFieldProblem[] => {
    if (isSeller && OPERATORS.includes(field)) return [{ field, kind: "operator_only" }];
    if (inFile.includes(field)) return [{ field, kind: "in_file" }];
    if (field !== "country" || before === null || before.account === null || change.account !== undefined) return [];
    return before.country !== null && change.country !== before.country ? [{ field, kind: "fixed_by_account" }] : [];
  });
}

/** What was given, after a change. */
export const changedFields = (given: SellerFields, change: SellerChange): SellerFields =>
  Object.fromEntries(
    Object.entries({ ...given, ...change }).filter(([, value]) => value !== null && value !== undefined),
  );

/** The fields whose values differ. */
export const fieldsThatDiffer = (before: SellerFields, after: SellerFields): readonly SellerField[] =>
  ([...new Set([...Object.keys(before), ...Object.keys(after)])] as SellerField[]).filter(
    (field) => canonicalJson(before[field]) !== canonicalJson(after[field]),
  );

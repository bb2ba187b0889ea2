/** What a payment provider wants to know of a seller, as far as a person has to know it to answer. */
export type WantedKind =
  | "identity"
  | "document"
  | "bank_account"
  | "id_number"
  | "address"
  | "birth"
  | "name"
  | "contact"
  | "company"
  | "people"
  | "terms";

/** Why a payment provider restricts an account. */
export type RestrictionReason = "overdue" | "checking" | "answers" | "rejected" | "gone" | "other";

/**
 * The first that applies, by words in the provider's name for it, such as `individual.verification.document`.
 * https://docs.stripe.com/connect/required-verification-information
 */
const KINDS: readonly (readonly [RegExp, WantedKind])[] = [
  [/bank_account|external_account|payout/, "bank_account"],
  [/tos_acceptance|terms|attestation|agreement/, "terms"],
  [/document/, "document"],
  [/id_number|tax_id|vat|ssn|registration_number/, "id_number"],
  [/address/, "address"],
  [/dob|birth/, "birth"],
  [/email|phone/, "contact"],
  [/owner|director|executive|representative|relationship|beneficial/, "people"],
  [/^company|^business|\.business_|mcc|product_description|structure|\burl\b/, "company"],
  [/name/, "name"],
  [/^identity$|^individual|^person|verification/, "identity"],
];

/** Null: no kind of ours, and the provider's own word is shown. */
export const kindOfWanted = (what: string): WantedKind | null =>
  KINDS.find(([words]) => words.test(what.toLowerCase()))?.[1] ?? null;

const REASONS: readonly (readonly [RegExp, RestrictionReason])[] = [
  [/account_gone/, "gone"],
  [/past_due/, "overdue"],
  [/pending|under_review|listed/, "checking"],
  [/rejected/, "rejected"],
  [/currently_due|action_required|fields_needed/, "answers"],
];

/** https://docs.stripe.com/api/accounts/object, `requirements.disabled_reason`. */
export const reasonOfRestriction = (code: string): RestrictionReason =>
  REASONS.find(([words]) => words.test(code))?.[1] ?? "other";

import { signal } from "../observe/signals.ts";

export type RateLimited = { readonly kind: "allowed" } | { readonly kind: "limited"; readonly retryAfterMs: number };

/**
 * Counts one call under each of the keys. Limited when one of them has had its number of calls in this window; keys
 * may be secrets, so an adapter keeps digests of them and no text.
 */
export type RateLimit = (keys: readonly string[]) => Promise<RateLimited>;

/** What stands against guessing and card testing. All instances share it, and no restart forgets it. */
export type Guards = {
  /** Guessing whose order a number is: by number and by e-mail address. */
  readonly orderLookUps: RateLimit;
  /** Codes that are typed: by checkout, and by shopper. */
  readonly checkoutCodes: RateLimit;
  readonly shopperCodes: RateLimit;
  /** Payments that are tried with a token: by shopper. */
  readonly shopperPayments: RateLimit;
  /** Addresses that are asked for while they are typed: by checkout and by shopper. The service is paid for each. */
  readonly addressLookUps: RateLimit;
  /** Of the whole shop; the key is always the same. */
  readonly shopAddressLookUps: RateLimit;
  /** Questions to the tax service for what a wallet's sheet shows: by checkout. The service is paid for each. */
  readonly previewedTaxes: RateLimit;
  /** Of the whole shop; the key is always the same. */
  readonly shopPreviewedTaxes: RateLimit;
  /** So many tokens are declined on one checkout; then it takes no more of them, and its page is the way to pay. */
  readonly maxDeclines: number;
};

/** The limits of questions to a service that is paid for each, by their names in docs/operations/limits.md: of one who asks, and of the shop. */
const QUESTIONS = {
  address: ["addressLookUps", "shopAddressLookUps"],
  previewed_tax: ["previewedTaxes", "shopPreviewedTaxes"],
} as const;

/**
 * Counts one question to a service that is paid for each, for whoever asks and then for the whole shop, because new checkouts
 * are free. `by`: what the keys are of.
 */
export async function countQuestion(
  guards: Guards,
  limit: keyof typeof QUESTIONS,
  { keys, by }: { readonly keys: readonly string[]; readonly by: "checkout" | "shopper" },
): Promise<RateLimited["kind"]> {
  const [own, shop] = QUESTIONS[limit];
  if ((await guards[own](keys)).kind === "limited") {
    signal("limit_hit", { limit, by });
    return "limited";
  }
  const { kind } = await guards[shop](["all"]);
  if (kind === "limited") signal("limit_hit", { limit, by: "shop" });
  return kind;
}

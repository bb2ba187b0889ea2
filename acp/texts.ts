import type { KindTable } from "#lib/invariant.ts";
import type { CheckoutProblem, SellersItems } from "#lib/purchase/checkout/problem.ts";

const sellersItems = ({ sellerName, items }: SellersItems) =>
  `${sellerName} sells ${items.map(({ productId, title, quantity }) => `${quantity} × "${title}" (id ${productId})`).join(", ")}`;

const checkoutProblems: KindTable<CheckoutProblem, string> = {
  unknown_product: ({ productId }) => `No product has the id "${productId}".`,
  bad_quantity: () => "A quantity is a whole number of at least 1.",
  too_many_units: ({ quantity, max }) =>
    `At most ${max} of one product can be bought at once; ${quantity} were asked for.`,
  no_such_offer: ({ title, offerId }) => `"${title}" has no offer "${offerId}".`,
  not_sold_here: ({ title, url }) => `"${title}" cannot be bought here; see ${url}`,
  seller_not_selling: ({ title, sellerName }) =>
    `"${title}" cannot be bought now: its seller, ${sellerName}, is not selling at the moment.`,
  goods_not_sold: ({ title, country }) =>
    country === null ? `"${title}" is a kind of goods that is not sold here.` : `"${title}" is not sold to ${country}.`,
  out_of_stock: ({ title }) => `"${title}" is out of stock.`,
  not_enough_stock: ({ title, left }) =>
    left > 0 ? `Only ${left} of "${title}" are left.` : `"${title}" is out of stock.`,
  several_sellers: ({ groups }) =>
    `The items are of ${groups.length} sellers, and a checkout session contains those of one: ${groups.map(sellersItems).join("; ")}. Create a checkout session for each seller, one after the other.`,
  other_currency: ({ title, currency, checkoutCurrency }) =>
    `"${title}" is priced in ${currency}, but the checkout session is in ${checkoutCurrency}. Create another checkout session for it.`,
  not_priced_in: ({ priced, expected }) => `These items are priced in ${priced}, not in ${expected}.`,
  seller_and_currency_fixed: ({ sellerName, currency }) =>
    `This checkout session is with ${sellerName} in ${currency}; create another one for other sellers or currencies.`,
  given_on_page: ({ detail }) =>
    detail === "address"
      ? "The buyer gave the delivery address on the seller's checkout page. It can be changed there only."
      : "The buyer gave name and e-mail address on the seller's checkout page. They can be changed there only.",
  delivery_option_not_offered: ({ offeredIds }) =>
    offeredIds.length === 0
      ? "There are no fulfillment options yet: give the delivery address first."
      : `Must be one of the fulfillment options: ${offeredIds.join(", ")}.`,
};

/** Every sentence of the protocol's errors, in one place, so that another language is another file. */
export const TEXTS = {
  checkoutProblems,
  nothingChanged: (sentence: string) => `${sentence} Nothing was changed.`,

  noSession: "No checkout session has this id.",
  closed: (status: string) => `This checkout session is ${status}.`,
  paymentOpen: "A payment for this checkout session is open. Ask again when its outcome is known.",
  authenticationNeeded:
    "This payment waits for the buyer's confirmation at the bank: send its result as authentication_result.",

  failed: (reference: string) =>
    `Temporarily unavailable. Try again later with the same Idempotency-Key (reference ${reference}).`,
  missingIdempotencyKey: "Missing Idempotency-Key: every POST needs one.",
  badIdempotencyKey: "An Idempotency-Key has 1 to 255 letters, digits and signs of ASCII.",
  otherBody: "This Idempotency-Key was used with another body. Use a new key for a new request.",
  otherVersion: (version: string) =>
    `This Idempotency-Key was used with API-Version ${version}. Repeat the request in that version to get its response, or use a new key for a new request.`,
  idempotencyInFlight: "A request with this Idempotency-Key is in progress. Try again in a moment.",

  nothingHere: "Nothing is served here.",
  methods: (allow: string) => `Only ${allow} is served here.`,
  noKey: "Send the key of this shop as Authorization: Bearer.",
  wrongKey: "This is not the key of this shop.",
  missingVersion: "API-Version is missing.",
  unsupportedVersion: (field: "API-Version" | "api_version") =>
    `This ${field} is not supported; supported_versions lists those that are.`,
  unreadBody: "The body could not be read to its end.",
  bodyTooLarge: (bytes: number) => `A body has at most ${bytes} bytes.`,
  notJsonType: "Content-Type must be application/json.",
  notJson: "The body is not JSON.",
  bodyTooDeep: "The body nests too deeply.",
  messageTooDeep: "The message nests too deeply.",
  noTool: (name: string) => `There is no tool ${name}`,
  malformedArguments: (tool: string, fields: readonly string[]) =>
    `Malformed arguments of ${tool}: ${fields.join(", ")}`,
  timestampForm: "Timestamp must be an RFC 3339 time.",
  timestampAge: "Timestamp is more than five minutes from this server's time.",
  signature: "Signature mismatch: it does not belong to this body and key.",
} as const;

import type Stripe from "stripe";
import { withAsciiDomain } from "../../checkout/email-address.ts";
import { partsOf, sellerNamesOf } from "../../checkout/parts.ts";
import type { CheckoutSession, LineItem } from "../../checkout/session.ts";
import { add, allocate, sameMoney, subtract, sum, times, zero, type Money } from "../../money.ts";
import type { AttemptAtService } from "../provider.ts";
import { pictureUrl } from "../../pictures/picture-address.ts";
import { stripeAmount } from "./amount.ts";
import { splitParams, type SplitContext } from "./connect/split.ts";
import { metadataOf, type InstallationMark } from "./metadata.ts";

export type PageRequest = {
  readonly attempt: AttemptAtService;
  readonly session: CheckoutSession;
  readonly returnUrl: string;
  /** Our page that shows the form, or null for Stripe's own page. */
  readonly ownPageUrl: string | null;
};

type Params = Stripe.Checkout.SessionCreateParams;
/** A line as it is on the page: `each` × `quantity`, with the product's picture as the feed names it. */
type ShownLine = { readonly name: string; readonly each: Money; readonly quantity: number; readonly picture?: string };
type Shown = { readonly lines: readonly ShownLine[]; readonly delivery: { name: string; price: Money } | null };

/**
 * What is paid days after the page was filled in: bank debits, and vouchers and bank transfers, which the buyer may never pay.
 * https://docs.stripe.com/payments/bank-debits, https://docs.stripe.com/payments/vouchers
 */
const DELAYED_METHODS: NonNullable<Params["excluded_payment_method_types"]> = [
  "acss_debit",
  "au_becs_debit",
  "bacs_debit",
  "nz_bank_account",
  "sepa_debit",
  "us_bank_account",
  "boleto",
  "customer_balance",
  "konbini",
  "multibanco",
  "oxxo",
];
/** Stripe asks for at least 30 minutes from now on; the buyer has them even when the request is sent again much later. */
export const PAGE_IS_OPEN_MS = 60 * 60_000;
const MAX_LINES = 90;
const MAX_NAME = 250;

/**
 * What a Checkout Session is made from. The same attempt gives the same parameters, so that its key gives the same page.
 * Null when Stripe cannot show exactly the attempt's amount. Our totals are final: tax and discounts are in the lines,
 * and nothing on the page can change what is paid (docs/decisions/0011). `publicUrl` is where Stripe finds pictures;
 * `offersDelayedMethods` false takes off what is paid days later.
 */
export function pageParameters(
  { attempt, session, returnUrl, ownPageUrl }: PageRequest,
  {
    publicUrl,
    offersDelayedMethods = true,
    mark = {},
    at = { account: null, isOnBehalfOfSeller: false },
  }: {
    publicUrl: string;
    offersDelayedMethods?: boolean | undefined;
    mark?: InstallationMark;
    at?: SplitContext;
  },
): Params | null {
  const shown = shownOn(session, attempt.amount);
  const lines = shown === null ? null : lineItems(shown.lines, publicUrl);
  const split = splitParams(attempt, at);
  if (shown === null || lines === null || split.kind === "impossible") return null;
  const metadata = { ...metadataOf(attempt.id, "external"), ...mark, seller_id: session.sellerId.slice(0, 500) };
  const shipping = shippingOf(session);
  const email = session.buyer?.email;
  return {
    mode: "payment",
    submit_type: "pay",
    adaptive_pricing: { enabled: false },
    client_reference_id: session.id,
    expires_at: Math.floor((attempt.startedAt.getTime() + PAGE_IS_OPEN_MS) / 1000),
    line_items: lines,
    ...(offersDelayedMethods ? {} : { excluded_payment_method_types: DELAYED_METHODS }),
    metadata: ownPageUrl === null ? metadata : { ...metadata, page_url: ownPageUrl },
    payment_intent_data: { metadata, ...split.params, ...(shipping === null ? {} : { shipping }) },
    ...(email === undefined ? {} : { customer_email: withAsciiDomain(email) }),
    ...(shown.delivery === null ? {} : { shipping_options: shippingOptions(shown.delivery) }),
    ...(ownPageUrl === null
      ? { ui_mode: "hosted_page", success_url: returnUrl, cancel_url: returnUrl }
      : { ui_mode: "embedded_page", return_url: returnUrl }),
  };
}

/** The session's lines when they add up to the amount and Stripe can count each of them; else one line with the amount. */
export function shownOn(session: CheckoutSession, amount: Money): Shown | null {
  if (stripeAmount(amount) === null || !sameMoney(session.totals.total, amount)) return null;
  const { totals, deliveryOptions, deliveryOptionId, currency } = session;
  const option = deliveryOptions.find((one) => one.id === deliveryOptionId);
  const delivery = option === undefined ? null : { name: named(option.title), price: totals.fulfillment };
  const lines = [
    ...partsOf(session).flatMap(goods),
    ...[
      { name: "Tax", each: totals.tax, quantity: 1 },
      { name: "Fee", each: totals.fee, quantity: 1 },
      { name: "Delivery", each: delivery === null ? totals.fulfillment : zero(currency), quantity: 1 },
    ].filter((line) => line.each.amountMinor > 0),
  ];
  const total = add(
    sum(
      lines.map((line) => times(line.each, line.quantity)),
      currency,
    ),
    delivery?.price ?? zero(currency),
  );
  const isExact = [...lines.map((line) => line.each), ...(delivery === null ? [] : [delivery.price])].every(
    (price) => stripeAmount(price) !== null,
  );
  if (isExact && lines.length <= MAX_LINES && sameMoney(total, amount)) return { lines, delivery };
  return {
    lines: [{ name: named(`Order from ${sellerNamesOf(session).join(", ")}`), each: amount, quantity: 1 }],
    delivery: null,
  };
}

/** Goods at what they cost after discounts. A share that does not divide by the quantity makes one line of the whole. */
function goods({ lineItems: items, totals }: Pick<CheckoutSession, "lineItems" | "totals">): ShownLine[] {
  const { currency } = totals.total;
  const shares = allocate(
    totals.discount,
    items.map((line) => line.subtotal.amountMinor),
  );
  return items.map((line, index) => {
    return lineOf(line, subtract(line.subtotal, shares[index] ?? zero(currency)));
  });
}

function lineOf(line: LineItem, net: Money): ShownLine {
  const { imageUrl: picture } = line;
  const [each = net, ...others] = allocate(net, Array<number>(line.quantity).fill(1));
  if (others.every((other) => sameMoney(other, each)))
    return { name: named(line.title), each, quantity: line.quantity, picture };
  return { name: named(`${line.quantity} × ${line.title}`), each: net, quantity: 1, picture };
}

function lineItems(lines: readonly ShownLine[], publicUrl: string): NonNullable<Params["line_items"]> | null {
  const items = lines.map(({ name, each, quantity, picture }) => {
    const price = stripeAmount(each);
    if (price === null) return null;
    const image = picture === undefined ? null : pictureUrl(picture, publicUrl);
    // Stripe's page loads it from the internet, so one of a shop on this machine is left out.
    const product = { name, ...(image?.startsWith("https:") === true ? { images: [image] } : {}) };
    return { quantity, price_data: { currency: price.currency, unit_amount: price.amount, product_data: product } };
  });
  const known = items.filter((item) => item !== null);
  return known.length === items.length ? known : null;
}

function shippingOptions({ name, price }: { name: string; price: Money }): NonNullable<Params["shipping_options"]> {
  const fixed = stripeAmount(price);
  if (fixed === null) return [];
  return [{ shipping_rate_data: { type: "fixed_amount", display_name: named(name, 100), fixed_amount: fixed } }];
}

/** Where the goods go: it helps Stripe to tell an honest payment from another. */
export function shippingOf({
  address,
}: CheckoutSession): Stripe.Checkout.SessionCreateParams.PaymentIntentData.Shipping | null {
  if (address === null) return null;
  return {
    name: address.name,
    address: {
      line1: address.company === null ? address.lineOne : `${address.company}, ${address.lineOne}`,
      city: address.city,
      country: address.country,
      postal_code: address.postalCode,
      ...(address.lineTwo === null ? {} : { line2: address.lineTwo }),
      ...(address.region === "" ? {} : { state: address.region }),
    },
    ...(address.phoneNumber === null ? {} : { phone: address.phoneNumber }),
  };
}

function named(text: string, longest = MAX_NAME): string {
  const name = text.trim();
  return name.length <= longest ? name || "Item" : `${name.slice(0, longest - 1)}…`;
}

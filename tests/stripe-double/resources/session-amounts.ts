import type { Books } from "../books.ts";
import type { Coupon } from "./coupons.ts";
import { newId, type Wire } from "./objects.ts";
import { at, items, metadata, required, text, whole, type Params } from "../params.ts";
import { invalidRequest, missing, missingParameter } from "../stripe-error.ts";

export type LineItem = Wire & {
  amount_subtotal: number;
  amount_discount: number;
  amount_total: number;
  quantity: number;
};

export type Shipping = { readonly id: string; readonly name: string; readonly amount: number };

export type Amounts = {
  readonly currency: string;
  readonly lines: readonly LineItem[];
  readonly isRecurring: boolean;
  readonly subtotal: number;
  readonly discount: number;
  /** The options offered; the first one is chosen from the start. */
  readonly shipping: readonly Shipping[];
  readonly total: number;
};

/** Adds a Checkout Session up from its `price_data`. What would change an amount and is not known here is refused, never ignored. */
export function amountsOf(books: Books, params: Params): Amounts {
  const options = items(params, "line_items");
  if (options.length === 0) throw missingParameter("line_items");
  const lines = options.map((line, n) => lineItem(books, line, n));
  const currency = String(lines[0]?.["currency"]);
  if (lines.some((line) => line["currency"] !== currency))
    throw invalidRequest("All prices of a Checkout Session must have the same currency.", { param: "line_items" });
  const subtotal = lines.reduce((sum, line) => sum + line.amount_subtotal, 0);
  const discount = discountOf(books, params, subtotal, currency);
  spread(discount, lines);
  const shipping = items(params, "shipping_options").map((option, n) => shippingOption(option, n, currency));
  return {
    currency,
    lines,
    isRecurring: lines.some((line) => (line["price"] as Wire)["type"] === "recurring"),
    subtotal,
    discount,
    shipping,
    total: subtotal - discount + (shipping[0]?.amount ?? 0),
  };
}

function lineItem(books: Books, line: Params, n: number): LineItem {
  const param = (name: string) => `line_items[${n}]${name}`;
  const priceId = text(line, "price");
  if (priceId !== null) throw missing("price", priceId, param("[price]"), 400);
  for (const name of ["tax_rates", "dynamic_tax_rates", "adjustable_quantity"])
    if (at(line, name) !== undefined) throw unsupported(param(`[${name}]`));
  const quantity = required(whole(line, ["quantity"], 1), param("[quantity]"));
  const currency = required(text(line, "price_data", "currency"), param("[price_data][currency]")).toLowerCase();
  const unitAmount = required(whole(line, ["price_data", "unit_amount"], 0), param("[price_data][unit_amount]"));
  const name = required(text(line, "price_data", "product_data", "name"), param("[price_data][product_data][name]"));
  const interval = text(line, "price_data", "recurring", "interval");
  const amount = unitAmount * quantity;
  return {
    id: newId("li"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    created: books.now(),
    currency,
    description: name,
    metadata: metadata(line, "metadata"),
    price: price(books, { currency, unitAmount, interval, taxBehavior: text(line, "price_data", "tax_behavior") }),
    quantity,
  };
}

function price(
  books: Books,
  request: { currency: string; unitAmount: number; interval: string | null; taxBehavior: string | null },
): Wire {
  return {
    id: newId("price"),
    object: "price",
    active: false,
    billing_scheme: "per_unit",
    created: books.now(),
    currency: request.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: newId("prod"),
    recurring:
      request.interval === null
        ? null
        : {
            interval: request.interval,
            interval_count: 1,
            meter: null,
            trial_period_days: null,
            usage_type: "licensed",
          },
    tax_behavior: request.taxBehavior ?? "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: request.interval === null ? "one_time" : "recurring",
    unit_amount: request.unitAmount,
    unit_amount_decimal: String(request.unitAmount),
  };
}

function discountOf(books: Books, params: Params, subtotal: number, currency: string): number {
  const options = items(params, "discounts");
  if (options.length === 0) return 0;
  if (options.length > 1) throw invalidRequest("You may only apply one discount.", { param: "discounts" });
  const id = text(params, "discounts", 0, "coupon");
  if (id === null) throw unsupported("discounts[0][promotion_code]");
  const coupon = books.get<Coupon>(id, "coupon");
  if (coupon === null) throw missing("coupon", id, "discounts[0][coupon]", 400);
  if (coupon.currency !== null && coupon.currency !== currency)
    throw invalidRequest(`The coupon's currency (${coupon.currency}) is not the session's (${currency}).`, {
      param: "discounts[0][coupon]",
    });
  const wanted = coupon.amount_off ?? Math.round((subtotal * (coupon.percent_off ?? 0)) / 100);
  return Math.min(wanted, subtotal);
}

/** Gives each line its part of the discount, the rest of the rounding to the last. */
function spread(discount: number, lines: readonly LineItem[]): void {
  const subtotal = lines.reduce((sum, line) => sum + line.amount_subtotal, 0);
  let left = discount;
  lines.forEach((line, n) => {
    const part = n === lines.length - 1 ? left : Math.floor((discount * line.amount_subtotal) / Math.max(subtotal, 1));
    line.amount_discount = part;
    line.amount_total = line.amount_subtotal - part;
    left -= part;
  });
}

function shippingOption(option: Params, n: number, currency: string): Shipping {
  const param = `shipping_options[${n}][shipping_rate_data]`;
  const id = text(option, "shipping_rate");
  if (id !== null) throw missing("shipping rate", id, `shipping_options[${n}][shipping_rate]`, 400);
  const data = ["shipping_rate_data", "fixed_amount"] as const;
  const amount = required(whole(option, [...data, "amount"], 0), `${param}[fixed_amount][amount]`);
  if (required(text(option, ...data, "currency"), `${param}[fixed_amount][currency]`).toLowerCase() !== currency)
    throw invalidRequest("The shipping rate must have the session's currency.", { param });
  const name = required(text(option, "shipping_rate_data", "display_name"), `${param}[display_name]`);
  return { id: newId("shr"), name, amount };
}

function unsupported(param: string) {
  return invalidRequest("This double of Stripe does not have this, and it would change what is paid.", { param });
}

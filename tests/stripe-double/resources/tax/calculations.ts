import type { Books } from "../../books.ts";
import { items, required, text, whole, type Params } from "../../params.ts";
import { invalidRequest, missing } from "../../stripe-error.ts";
import { pageOf, type List } from "../lists.ts";
import { newId, type Wire } from "../objects.ts";
import { placeIn, taxOf, type Taxed } from "./rules.ts";

export type TaxedLine = Wire &
  Taxed & { amount: number; quantity: number; reference: string; tax_behavior: string; tax_code: string };

export type Calculation = Wire & {
  object: "tax.calculation";
  currency: string;
  amount_total: number;
  expires_at: number;
  shipping_cost: (Taxed & { amount: number; tax_behavior: string; tax_code: string }) | null;
  $private: { readonly lines: readonly TaxedLine[] };
};

const LIVES_SECONDS = 90 * 86_400;
const MAX_LINES = 100;

/** POST /v1/tax/calculations, https://docs.stripe.com/api/tax/calculations/create. */
export function createCalculation(books: Books, params: Params): Wire {
  if (!books.taxRules.isActive)
    throw invalidRequest("Stripe Tax has not been activated on your account.", { code: "stripe_tax_inactive" });
  const lines = items(params, "line_items");
  if (lines.length > MAX_LINES)
    throw invalidRequest(`You can only pass up to ${MAX_LINES} line items.`, { param: "line_items" });
  const place = placeIn(params);
  const tax = (line: Params, path: readonly (string | number)[], otherwise: string) => {
    const amount = required(whole(params, [...path, "amount"]), [...path, "amount"].join("."));
    const tax_behavior = text(line, "tax_behavior") ?? "exclusive";
    const tax_code = text(line, "tax_code") ?? otherwise;
    const isInside = tax_behavior === "inclusive";
    return { amount, tax_behavior, tax_code, ...taxOf(books.taxRules, place, { amount, code: tax_code, isInside }) };
  };
  const read = lines.map((line, index): TaxedLine => ({
    id: newId("tax_li"),
    object: "tax.calculation_line_item",
    created: books.now(),
    livemode: false,
    metadata: null,
    product: null,
    quantity: whole(params, ["line_items", index, "quantity"], 1) ?? 1,
    reference: text(line, "reference") ?? `L${index}`,
    ...tax(line, ["line_items", index], "txcd_99999999"),
  }));
  const shippingParams = params["shipping_cost"];
  const shipping =
    typeof shippingParams === "object" ? tax(shippingParams as Params, ["shipping_cost"], "txcd_92010001") : null;
  const parts = [...read, ...(shipping === null ? [] : [shipping])];
  const taxes = (behavior: string) =>
    parts.filter((part) => part.tax_behavior === behavior).reduce((all, part) => all + part.amount_tax, 0);
  const made = books.insert<Calculation>({
    id: newId("taxcalc"),
    object: "tax.calculation",
    created: books.now(),
    amount_total: parts.reduce((all, { amount }) => all + amount, 0) + taxes("exclusive"),
    currency: required(text(params, "currency"), "currency"),
    customer: null,
    expires_at: books.now() + LIVES_SECONDS,
    livemode: false,
    shipping_cost: shipping,
    tax_amount_exclusive: taxes("exclusive"),
    tax_amount_inclusive: taxes("inclusive"),
    tax_breakdown: [],
    tax_date: books.now(),
    $private: { lines: read },
  });
  return withLines(made, made.$private.lines, params, `/v1/tax/calculations/${made.id}/line_items`);
}

/** An object with its lines where they were asked for: the first ten. */
export function withLines(object: Wire, lines: readonly Wire[], params: Params, url: string): Wire {
  const isAsked = Object.values(items(params, "expand")).some((path) => String(path).startsWith("line_items"));
  return isAsked ? { ...object, line_items: pageOf(lines, {}, url) } : object;
}

/** One that expired is not there any more. */
export function calculation(books: Books, id: string, status: 400 | 404 = 404): Calculation {
  const found = books.get<Calculation>(id, "tax.calculation");
  if (found === null || found.expires_at <= books.now()) throw missing("calculation", id, "calculation", status);
  return found;
}

export const calculationLines = (books: Books, id: string, params: Params): List =>
  pageOf(calculation(books, id).$private.lines, params, `/v1/tax/calculations/${id}/line_items`);

import type { Books } from "../../books.ts";
import { at, items, required, text, type Params } from "../../params.ts";
import { invalidRequest, missing } from "../../stripe-error.ts";
import { pageOf, type List } from "../lists.ts";
import { newId, type Wire } from "../objects.ts";
import { calculation, withLines } from "./calculations.ts";

type Part = { amount: number; amount_tax: number; tax_behavior: string };
type Line = Wire & Part & { reference: string; reversal: { original_line_item: string } | null };
export type Transaction = Wire & {
  object: "tax.transaction";
  reference: string;
  type: "transaction" | "reversal";
  currency: string;
  reversal: { original_transaction: string } | null;
  shipping_cost: Part | null;
  $private: { readonly lines: readonly Line[] };
};

/** https://docs.stripe.com/tax/custom, partially refund a sale. */
const MAX_PARTIAL = 30;

export function createFromCalculation(books: Books, params: Params): Wire {
  const source = calculation(books, required(text(params, "calculation"), "calculation"), 400);
  const lines = source.$private.lines.map(({ amount, amount_tax, tax_behavior, reference }): Line =>
    lineOf(books, { amount, amount_tax, tax_behavior }, reference, null),
  );
  const { shipping_cost: shipping, currency } = source;
  return insert(books, params, { type: "transaction", reversal: null, currency, shipping_cost: shipping, lines });
}

export function createReversal(books: Books, params: Params): Wire {
  const original = transaction(books, required(text(params, "original_transaction"), "original_transaction"), 400);
  const own = books
    .all<Transaction>("tax.transaction")
    .filter((one) => one.reversal?.original_transaction === original.id);
  const base = {
    type: "reversal" as const,
    reversal: { original_transaction: original.id },
    currency: original.currency,
  };
  const turned = ({ amount, amount_tax, tax_behavior }: Part): Part => ({
    amount: 0 - amount,
    amount_tax: 0 - amount_tax,
    tax_behavior,
  });
  if (text(params, "mode") === "full") {
    if (own.some((one) => isFull(one, original) && !isUndone(books, one)))
      throw invalidRequest("This transaction has already been fully reversed.");
    return insert(books, params, {
      ...base,
      shipping_cost: original.shipping_cost === null ? null : turned(original.shipping_cost),
      lines: original.$private.lines.map((line) => lineOf(books, turned(line), line.reference, line.id)),
    });
  }
  if (original.type === "reversal") throw invalidRequest("A reversal can only be reversed in full.", { param: "mode" });
  const earlier = own.filter((one) => !isUndone(books, one));
  if (own.length >= MAX_PARTIAL) throw invalidRequest(`A transaction has at most ${MAX_PARTIAL} partial reversals.`);
  const shape = shapeOf(books, params, original, earlier);
  return insert(books, params, { ...base, ...shape });
}

type Shape = Pick<Transaction, "shipping_cost"> & { readonly lines: readonly Line[] };

function shapeOf(books: Books, params: Params, original: Transaction, earlier: readonly Transaction[]): Shape {
  const flat = negative(params, "flat_amount");
  const left = original.$private.lines.map((line) => ({ line, part: leftOfLine(line, earlier) }));
  const shippingLeft =
    original.shipping_cost === null
      ? null
      : minus(
          original.shipping_cost,
          earlier.map((one) => one.shipping_cost),
        );
  if (flat !== null) return flatShape(books, 0 - flat, left, shippingLeft);
  const lines = items(params, "line_items").map((_, index): Line => {
    const id = text(params, "line_items", index, "original_line_item") ?? "";
    const found = left.find(({ line }) => line.id === id);
    if (found === undefined)
      throw missing("tax transaction line item", id, `line_items[${index}][original_line_item]`, 400);
    const part = partOf(params, ["line_items", index], found.part, found.line.tax_behavior);
    return lineOf(books, part, text(params, "line_items", index, "reference") ?? "", id);
  });
  const shipping =
    at(params, "shipping_cost") === undefined || shippingLeft === null
      ? null
      : partOf(params, ["shipping_cost"], shippingLeft, shippingLeft.tax_behavior);
  if (lines.length === 0 && shipping === null)
    throw invalidRequest("Provide line_items, shipping_cost or flat_amount.", { param: "line_items" });
  return { lines, shipping_cost: shipping };
}

function partOf(params: Params, path: readonly (string | number)[], left: Part, tax_behavior: string): Part {
  const amount = required(negative(params, ...path, "amount"), "amount");
  const tax = required(negative(params, ...path, "amount_tax"), "amount_tax");
  if (0 - amount > left.amount || 0 - tax > left.amount_tax)
    throw invalidRequest("More than what is left would be reversed.", { param: path.join(".") });
  return { amount, amount_tax: tax, tax_behavior };
}

/** Spread over what is left, the last part taking what rounding leaves. */
function flatShape(
  books: Books,
  amount: number,
  lines: readonly { readonly line: Line; readonly part: Part }[],
  shipping: Part | null,
): Shape {
  const parts = [...lines.map(({ part }) => part), ...(shipping === null ? [] : [shipping])];
  const all = parts.reduce((sum, part) => sum + paidFor(part), 0);
  if (amount > all) throw invalidRequest("More than what is left would be reversed.", { param: "flat_amount" });
  let [soFar, given] = [0, 0];
  const spread = parts.map((part): Part => {
    soFar += paidFor(part);
    const own = Math.round((amount * soFar) / (all === 0 ? 1 : all)) - given;
    given += own;
    const tax = paidFor(part) === 0 ? 0 : Math.round((own * part.amount_tax) / paidFor(part));
    const inside = part.tax_behavior === "inclusive";
    return { amount: 0 - (inside ? own : own - tax), amount_tax: 0 - tax, tax_behavior: part.tax_behavior };
  });
  return {
    lines: lines.map(({ line, part }, index) => lineOf(books, spread[index] ?? part, line.reference, line.id)),
    shipping_cost: shipping === null ? null : (spread.at(-1) ?? null),
  };
}

const paidFor = ({ amount, amount_tax: tax, tax_behavior }: Part) => amount + (tax_behavior === "inclusive" ? 0 : tax);

const leftOfLine = (line: Line, earlier: readonly Transaction[]): Part =>
  minus(
    line,
    earlier.flatMap((one) => one.$private.lines.filter((own) => own.reversal?.original_line_item === line.id)),
  );

/** What was given back is negative. */
function minus({ amount, amount_tax, tax_behavior }: Part, given: readonly (Part | null)[]): Part {
  const sum = (of: "amount" | "amount_tax") => given.reduce((all, part) => all + (part?.[of] ?? 0), 0);
  return { amount: amount + sum("amount"), amount_tax: amount_tax + sum("amount_tax"), tax_behavior };
}

const isFull = (reversal: Transaction, original: Transaction): boolean =>
  original.type === "reversal" ||
  reversal.$private.lines.every((line, index) => line.amount === 0 - (original.$private.lines[index]?.amount ?? 0));

const isUndone = (books: Books, { id }: Transaction): boolean =>
  books.all<Transaction>("tax.transaction").some((one) => one.reversal?.original_transaction === id);

function negative(params: Params, ...path: readonly (string | number)[]): number | null {
  const value = at(params, ...path);
  if (value === undefined) return null;
  if (typeof value !== "string" || !/^(-\d+|0)$/.test(value))
    throw invalidRequest("The amount must be negative.", { code: "parameter_invalid_integer", param: path.join(".") });
  return Number(value);
}

function lineOf(books: Books, part: Part, reference: string, original: string | null): Line {
  return {
    id: newId("tax_li"),
    object: "tax.transaction_line_item",
    created: books.now(),
    reference,
    reversal: original === null ? null : { original_line_item: original },
    ...part,
  };
}

function insert(
  books: Books,
  params: Params,
  {
    lines,
    ...rest
  }: Pick<Transaction, "type" | "reversal" | "currency" | "shipping_cost"> & { readonly lines: readonly Line[] },
): Wire {
  const reference = required(text(params, "reference"), "reference");
  if (books.all<Transaction>("tax.transaction").some((one) => one.reference === reference))
    throw invalidRequest("A transaction with this reference already exists.", {
      code: "resource_already_exists",
      param: "reference",
    });
  const made = books.insert<Transaction>({
    id: newId("tax"),
    object: "tax.transaction",
    created: books.now(),
    livemode: false,
    metadata: null,
    posted_at: books.now(),
    tax_date: books.now(),
    reference,
    ...rest,
    $private: { lines },
  });
  return withLines(made, lines, params, `/v1/tax/transactions/${made.id}/line_items`);
}

export function transaction(books: Books, id: string, status: 400 | 404 = 404): Transaction {
  const found = books.get<Transaction>(id, "tax.transaction");
  if (found === null) throw missing("tax transaction", id, "transaction", status);
  return found;
}

export const transactionLines = (books: Books, id: string, params: Params): List =>
  pageOf(transaction(books, id).$private.lines, params, `/v1/tax/transactions/${id}/line_items`);

/** Every transaction with its lines, the oldest first, as the double's own control shows them. */
export const taxBooks = (books: Books): readonly object[] =>
  books
    .all<Transaction>("tax.transaction")
    .toReversed()
    .map((one) => ({ ...one, line_items: one.$private.lines }));

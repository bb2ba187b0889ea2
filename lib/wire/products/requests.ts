import { z } from "zod";
import type { ListingChange } from "../../catalog/listing.ts";
import { AVAILABILITIES } from "../../catalog/product.ts";
import { readVersion } from "../../catalog/version.ts";
import { problemsOf, type BodyReading } from "../orders/requests.ts";
import { IN_OUR_WORDS } from "../input-problems.ts";
import { INPUT_TEXTS } from "../texts/input.ts";

export const MAX_ROWS = 1000;

const change = {
  version: z.union([z.int().min(0), z.string()], { error: INPUT_TEXTS.version }).transform((given, context) => {
    const version = readVersion(String(given));
    if (version === null) context.addIssue({ code: "custom", message: INPUT_TEXTS.version });
    return version ?? 0;
  }),
  /** Minor units. */
  price_minor: z.int().min(1).optional(),
  /** Null ends a sale. */
  sale_price_minor: z.int().min(1).nullable().optional(),
  /** Demanded with a price, so that nobody sets dollars who meant yen. */
  currency: z.string().optional(),
  availability: z.enum(AVAILABILITIES, { error: INPUT_TEXTS.oneOf(AVAILABILITIES) }).optional(),
  /** Null: not counted. */
  inventory_quantity: z.int().min(0).max(999_999_999).nullable().optional(),
};
const changeBody = z.strictObject(change);
const rowBody = z.strictObject({ id: z.string().min(1).max(100), ...change });
const rowsBody = z.strictObject({ products: z.array(z.unknown()).min(1).max(MAX_ROWS) });

/** Reads the body of `PATCH /api/products/{id}`. What the product allows is the product's to say. */
export function readChangeBody(json: unknown): BodyReading<ListingChange> {
  const read = changeBody.safeParse(json, IN_OUR_WORDS);
  return read.success ? changeOf(read.data) : { kind: "invalid", problems: problemsOf(read.error) };
}

/** Reads the body of `POST /api/products`: its rows, each still to be read by `readRowBody`. */
export function readRowsBody(json: unknown): BodyReading<readonly unknown[]> {
  const read = rowsBody.safeParse(json, IN_OUR_WORDS);
  return read.success
    ? { kind: "read", value: read.data.products }
    : { kind: "invalid", problems: problemsOf(read.error) };
}

/** Reads one row of `POST /api/products`. */
export function readRowBody(json: unknown): BodyReading<{ readonly id: string; readonly change: ListingChange }> {
  const read = rowBody.safeParse(json, IN_OUR_WORDS);
  if (!read.success) return { kind: "invalid", problems: problemsOf(read.error) };
  const { id, ...rest } = read.data;
  const reading = changeOf(rest);
  return reading.kind === "invalid" ? reading : { kind: "read", value: { id, change: reading.value } };
}

function changeOf(body: z.output<typeof changeBody>): BodyReading<ListingChange> {
  const { version, currency, price_minor, sale_price_minor, availability, inventory_quantity } = body;
  const hasPrice = price_minor !== undefined || sale_price_minor !== undefined;
  if (hasPrice && currency === undefined)
    return { kind: "invalid", problems: [{ field: "currency", message: INPUT_TEXTS.currencyNeeded }] };
  if (!hasPrice && availability === undefined && inventory_quantity === undefined)
    return { kind: "invalid", problems: [{ field: "body", message: INPUT_TEXTS.nothingToChange }] };
  return {
    kind: "read",
    value: {
      version,
      ...(currency === undefined ? {} : { currency: currency.toUpperCase() }),
      ...(price_minor === undefined ? {} : { priceMinor: price_minor }),
      ...(sale_price_minor === undefined ? {} : { salePriceMinor: sale_price_minor }),
      ...(availability === undefined ? {} : { availability }),
      ...(inventory_quantity === undefined ? {} : { stockOnHand: inventory_quantity }),
    },
  };
}

import { z } from "zod";
import type { RefundLinesRequest } from "../../orders/refund-lines.ts";
import type { ShipmentRequest } from "../../orders/shipment.ts";
import { IN_OUR_WORDS } from "../input-problems.ts";
import { INPUT_TEXTS } from "../texts/input.ts";

/** A field in the words of the sender, and what is wrong with it. */
export type FieldProblem = { readonly field: string; readonly message: string };

export type BodyReading<Value> =
  | { readonly kind: "read"; readonly value: Value }
  | { readonly kind: "invalid"; readonly problems: readonly FieldProblem[] };

const shipmentBody = z.strictObject({
  /** The merchant's own name for the shipment. */
  shipment_id: z.string(),
  status: z.enum(["shipped", "delivered"]).default("shipped"),
  carrier: z.string().nullish(),
  tracking_number: z.string().nullish(),
  tracking_url: z.string().nullish(),
  line_items: z
    .array(z.strictObject({ id: z.string(), quantity: z.number() }))
    .max(200)
    .nullish(),
  /** Ships although something stands against the payment. */
  insist: z.boolean().default(false),
});

/** Reads the body of `POST /api/orders/{order}/shipments`. What the order allows is the order's to say. */
export function readShipmentBody(json: unknown): BodyReading<ShipmentRequest> {
  const read = shipmentBody.safeParse(json, IN_OUR_WORDS);
  if (!read.success) return { kind: "invalid", problems: problemsOf(read.error) };
  const { shipment_id, status, carrier, tracking_number, tracking_url, line_items, insist } = read.data;
  return {
    kind: "read",
    value: {
      name: shipment_id,
      carrier: carrier ?? null,
      trackingNumber: tracking_number ?? null,
      trackingUrl: tracking_url ?? null,
      lines: line_items?.map(({ id, quantity }) => ({ lineId: id, quantity })) ?? null,
      isDelivered: status === "delivered",
      insist,
    },
  };
}

const refundBody = z.strictObject({
  /** Left out: all that is left. */
  amount_minor: z.int().min(1).nullish(),
  /** Demanded with an amount, so that nobody gives back dollars who meant yen. */
  currency: z.string().nullish(),
  /** Instead of an amount: units of lines at what was paid for them, with tax. */
  line_items: z
    .array(z.strictObject({ id: z.string(), quantity: z.number() }))
    .max(200)
    .nullish(),
  /** Delivery too. */
  shipping: z.boolean().default(false),
  restock: z.boolean().default(false),
  return_codes: z.boolean().default(false),
  /** Asks the provider although the payment is disputed. */
  insist: z.boolean().default(false),
  why: z.string().trim().min(1).max(200),
});
export type RefundBody = {
  readonly part: { readonly amountMinor: number; readonly currency: string } | null;
  readonly lines: RefundLinesRequest | null;
  readonly restock: boolean;
  readonly returnCodes: boolean;
  readonly insist: boolean;
  readonly why: string;
};

/** Reads the body of `POST /api/orders/{order}/refund`. */
export function readRefundBody(json: unknown): BodyReading<RefundBody> {
  const read = refundBody.safeParse(json, IN_OUR_WORDS);
  if (!read.success) return { kind: "invalid", problems: problemsOf(read.error) };
  const { amount_minor: amountMinor = null, currency, line_items: items = null, shipping, why } = read.data;
  const lines = items?.map(({ id, quantity }) => ({ lineId: id, quantity })) ?? [];
  const isByLines = items !== null || shipping;
  const rest = { restock: read.data.restock, returnCodes: read.data.return_codes, insist: read.data.insist, why };
  if (amountMinor === null) {
    const wanted = isByLines ? { lines, isShippingToo: shipping } : null;
    return { kind: "read", value: { ...rest, part: null, lines: wanted } };
  }
  if (isByLines) return { kind: "invalid", problems: [{ field: "amount_minor", message: INPUT_TEXTS.amountOrLines }] };
  return typeof currency === "string"
    ? { kind: "read", value: { ...rest, part: { amountMinor, currency: currency.toUpperCase() }, lines: null } }
    : { kind: "invalid", problems: [{ field: "currency", message: INPUT_TEXTS.currencyNeeded }] };
}

const cancelBody = z.strictObject({ why: z.string().trim().min(1).max(200) });

/** Reads the body of `POST /api/orders/{order}/cancel`. */
export function readCancelBody(json: unknown): BodyReading<{ readonly why: string }> {
  const read = cancelBody.safeParse(json, IN_OUR_WORDS);
  return read.success ? { kind: "read", value: read.data } : { kind: "invalid", problems: problemsOf(read.error) };
}

export function problemsOf(error: z.ZodError): readonly FieldProblem[] {
  return error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ field: fieldAt([...issue.path, key]), message: INPUT_TEXTS.unknownField }))
      : [{ field: fieldAt(issue.path), message: issue.message }],
  );
}

/** `["items", 0, "id"]` → `items[0].id`. */
export function fieldAt(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return text === "" ? "body" : text.replace(/^\./, "");
}

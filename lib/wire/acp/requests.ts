import { z } from "zod";
import type { Address, Buyer } from "../../checkout/session.ts";
import { isCurrency, type Currency } from "../../money.ts";
import { readAddress } from "../address/read-address.ts";
import { completeCheckoutInput, readBuyer, readCompleteCheckout } from "../complete-checkout.ts";
import { readVatNumber } from "../tax-ids/read-vat-number.ts";
import { INPUT_TEXTS } from "../texts/input.ts";
import { DETAILS_TEXTS } from "../texts/details.ts";

/** What is wrong with a request; `field` is its path in the request's body. */
export type AcpProblem = { readonly field: string; readonly code: "missing" | "invalid"; readonly message: string };
export type AcpReading<Request> =
  | { readonly kind: "read"; readonly request: Request }
  | { readonly kind: "problems"; readonly problems: readonly AcpProblem[] };

export type AcpItem = { readonly id: string; readonly quantity: number };
export type AcpCreate = {
  readonly items: readonly AcpItem[];
  readonly currency: Currency | null;
  readonly address: Address | null;
  readonly buyer: Buyer | null;
  readonly discountCodes: readonly string[];
};
/** Absent stays as it is, null clears. */
export type AcpUpdate = {
  readonly items?: readonly AcpItem[];
  readonly address?: Address | null;
  readonly buyer?: Buyer | null;
  readonly deliveryOptionId?: string | null;
  /** Of several sellers, one for each. */
  readonly deliveryOptionIds?: readonly string[];
  readonly discountCodes?: readonly string[];
};
export type AcpComplete = {
  readonly token: string;
  readonly buyer: Buyer | null;
  /** What the platform says of the buyer's confirmation at the bank; null when it says nothing. */
  readonly authentication: "confirmed" | "failed" | null;
};

const text = (max: number) => z.string().max(max);
const items = z
  .array(z.object({ id: text(100).min(1), quantity: z.int().min(1).max(99).nullish() }))
  .min(1)
  .max(50)
  .nullish();
const address = z
  .object({
    name: text(256).nullish(),
    company: text(256).nullish(),
    line_one: text(256).nullish(),
    line_two: text(256).nullish(),
    city: text(256).nullish(),
    state: text(256).nullish(),
    country: text(60).nullish(),
    postal_code: text(60).nullish(),
    phone_number: text(60).nullish(),
  })
  .nullish();
const part = text(256).nullish();
const option = z.object({ option_id: text(300).nullish(), shipping: z.object({ option_id: text(300) }).nullish() });

/**
 * The fields of both versions, each in every spelling that its pages, schemas and examples use: quantity on an item,
 * `items` or `line_items`, a flat or a nested address. What is not listed is ignored.
 */
export const acpUpdateInput = z.object({
  items,
  line_items: items,
  buyer: z
    .object({
      name: part,
      full_name: part,
      first_name: part,
      last_name: part,
      email: part,
      phone_number: part,
      company: z.object({ name: part, tax_id: part }).nullish(),
    })
    .nullish(),
  fulfillment_address: address,
  fulfillment_details: z.object({ name: part, phone_number: text(60).nullish(), email: part, address }).nullish(),
  fulfillment_option_id: text(300).nullish(),
  selected_fulfillment_options: z.array(option).max(50).nullish(),
  discounts: z.object({ codes: z.array(text(50)).max(20).nullish() }).nullish(),
  coupons: z.array(text(50)).max(20).nullish(),
  order_notes: text(5000).nullish(),
});
type Input = z.infer<typeof acpUpdateInput>;
export const acpCreateInput20250929 = acpUpdateInput.extend({ currency: text(10).nullish() });
/** What the agent can do is demanded by this version; nothing of ours depends on it. */
export const acpCreateInput20260417 = acpUpdateInput.extend({ currency: text(10), capabilities: z.object({}) });

const AUTHENTICATED = ["authenticated", "attempt_acknowledged", "informational"] as const;
const NOT_AUTHENTICATED = [
  "abandoned",
  "canceled",
  "denied",
  "internal_error",
  "not_supported",
  "processing_error",
  "rejected",
] as const;
export const acpCompleteInput = completeCheckoutInput.omit({ checkout_session_id: true }).extend({
  authentication_result: z
    .object({
      outcome: z.enum([...AUTHENTICATED, ...NOT_AUTHENTICATED]),
      outcome_details: z
        .object({
          three_ds_cryptogram: text(500),
          electronic_commerce_indicator: z.enum(["01", "02", "05", "06", "07"]),
          transaction_id: text(500),
          version: text(50),
        })
        .nullish(),
    })
    .nullish(),
});

/** `itemsField`: how the version calls the list of items, for the message when there is none. */
export function readAcpCreate(
  input: z.infer<typeof acpCreateInput20250929>,
  itemsField: "items" | "line_items",
): AcpReading<AcpCreate> {
  const read = readAcpUpdate(input);
  const problems: AcpProblem[] = read.kind === "problems" ? [...read.problems] : [];
  if (!input.line_items && !input.items)
    problems.push({ field: itemsField, code: "missing", message: INPUT_TEXTS.missing });
  const currency = input.currency?.trim().toUpperCase() ?? null;
  if (currency !== null && !isCurrency(currency))
    problems.push({ field: "currency", code: "invalid", message: INPUT_TEXTS.currency });
  if (problems.length > 0 || read.kind === "problems" || (currency !== null && !isCurrency(currency)))
    return { kind: "problems", problems };
  const { items: sent = [], address: place = null, buyer = null, discountCodes = [] } = read.request;
  return { kind: "read", request: { items: sent, currency, address: place, buyer, discountCodes } };
}

export function readAcpUpdate(input: Input): AcpReading<AcpUpdate> {
  const problems: AcpProblem[] = [];
  const sentItems = input.line_items ?? input.items;
  const place = readPlace(input, problems);
  const buyer = readUpdatedBuyer(input, place ?? null, problems);
  const deliveryOption = readOption(input, problems);
  const codes = input.discounts === null ? [] : (input.discounts?.codes ?? input.coupons);
  if (problems.length > 0) return { kind: "problems", problems };
  return {
    kind: "read",
    request: {
      ...(sentItems ? { items: sentItems.map(({ id, quantity }) => ({ id, quantity: quantity ?? 1 })) } : {}),
      ...(place === undefined ? {} : { address: place }),
      ...(buyer === undefined ? {} : { buyer }),
      ...(deliveryOption === undefined ? {} : deliveryOption),
      ...(codes === undefined ? {} : { discountCodes: codes ?? [] }),
    },
  };
}

/** `session` only completes the shape that the shared reader takes. */
export function readAcpComplete(
  input: z.infer<typeof acpCompleteInput>,
  session: string,
  tokenField: string,
): AcpReading<AcpComplete> {
  const read = readCompleteCheckout({ ...input, checkout_session_id: session });
  const result = input.authentication_result;
  const confirmed = AUTHENTICATED.some((outcome) => outcome === result?.outcome);
  const problems: AcpProblem[] = read.kind === "problems" ? [...read.problems] : [];
  if (confirmed && !result?.outcome_details)
    problems.push({ field: "authentication_result.outcome_details", code: "missing", message: INPUT_TEXTS.missing });
  if (problems.length > 0 || read.kind === "problems")
    return {
      kind: "problems",
      problems: problems.map((one) => (one.field === "payment_data.token" ? { ...one, field: tokenField } : one)),
    };
  const { token, buyer } = read.request;
  return {
    kind: "read",
    request: { token, buyer, authentication: result ? (confirmed ? "confirmed" : "failed") : null },
  };
}

function readPlace(input: Input, problems: AcpProblem[]): Address | null | undefined {
  const { fulfillment_details: details, fulfillment_address: flat } = input;
  if (details?.address) {
    const { address: sent } = details;
    const name = sent.name ?? details.name;
    const phone = details.phone_number ?? sent.phone_number;
    const path = "fulfillment_details.address";
    const phoneField = details.phone_number ? "fulfillment_details.phone_number" : `${path}.phone_number`;
    return placeOf(readAddress({ ...sent, name, phone_number: phone }), path, problems, phoneField);
  }
  if (flat) return placeOf(readAddress(flat), "fulfillment_address", problems);
  return details === null || details?.address === null || flat === null ? null : undefined;
}

function placeOf(
  read: ReturnType<typeof readAddress>,
  field: string,
  problems: AcpProblem[],
  phoneField = `${field}.phone_number`,
): Address | undefined {
  if (read.kind === "address") return read.address;
  problems.push(
    ...read.problems.map((problem) => ({
      ...problem,
      field: problem.field === "phone_number" ? phoneField : `${field}.${problem.field}`,
    })),
  );
  return undefined;
}

function readUpdatedBuyer(input: Input, place: Address | null, problems: AcpProblem[]): Buyer | null | undefined {
  const { buyer, fulfillment_details: details } = input;
  if (buyer === null) return null;
  const sent = buyer ?? (details?.email ? { ...details, name: details.name ?? place?.name ?? null } : undefined);
  if (sent === undefined) return undefined;
  const field = buyer ? "buyer.email" : "fulfillment_details.email";
  const read = readBuyer({ full_name: null, first_name: null, last_name: null, ...sent });
  if (read === null) problems.push({ field, code: "missing", message: INPUT_TEXTS.missing });
  if (read === "bad_email") problems.push({ field, code: "invalid", message: INPUT_TEXTS.email });
  // A company's tax number of a country without VAT numbers here, such as an EIN, changes nothing and is not kept.
  const vat = readVatNumber(buyer?.company?.tax_id ?? "", place?.country ?? "");
  if (vat.kind === "not_one")
    problems.push({ field: "buyer.company.tax_id", code: "invalid", message: DETAILS_TEXTS.vatNumber.not_one });
  if (read === null || read === "bad_email") return undefined;
  return vat.kind === "tax_id" ? { ...read, taxId: vat.taxId } : read;
}

/** Each option is of one seller, so the items beside it say nothing more. Two of one seller the checkout refuses. */
function readOption(
  input: Input,
  problems: AcpProblem[],
): Pick<AcpUpdate, "deliveryOptionId" | "deliveryOptionIds"> | undefined {
  const { selected_fulfillment_options: selected, fulfillment_option_id: flat } = input;
  if (selected === undefined) return flat === undefined ? undefined : { deliveryOptionId: flat };
  const ids = [...new Set((selected ?? []).flatMap((one) => one.option_id ?? one.shipping?.option_id ?? []))];
  if (ids.length === 0 && selected !== null && selected.length > 0)
    problems.push({
      field: "selected_fulfillment_options[0].option_id",
      code: "missing",
      message: INPUT_TEXTS.missing,
    });
  return ids.length > 1 ? { deliveryOptionIds: ids } : { deliveryOptionId: ids[0] ?? null };
}

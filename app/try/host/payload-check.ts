import { z } from "zod";

/** `refused` keeps the sheet shut; a `warning` is written to the log and the sheet opens all the same. */
export type Finding = { readonly level: "warning" | "refused"; readonly at: string; readonly text: string };
export type SheetSession = z.infer<typeof payload>;
export type PayloadCheck =
  | { readonly kind: "opens"; readonly session: SheetSession; readonly findings: readonly Finding[] }
  | { readonly kind: "refused"; readonly findings: readonly Finding[] };

const amount = z.int().min(0);
const text = z.string().min(1);

/** An object, or a text as in the first documented form. */
const method = z.union([text, z.object({ type: text })]);
const line = z.object({
  id: text,
  item: z.object({ id: text, quantity: z.int().min(1) }),
  name: z.string().optional(),
  images: z.array(z.string()).optional(),
  base_amount: amount,
  discount: amount,
  subtotal: amount,
  tax: amount,
  total: amount,
});
const option = z.object({
  id: text,
  type: z.string(),
  title: z.string(),
  subtitle: z.string().optional(),
  carrier: z.string().optional(),
  earliest_delivery_time: z.string().optional(),
  latest_delivery_time: z.string().optional(),
  subtotal: amount,
  tax: amount,
  total: amount,
});

/** What the sheet cannot do without. Everything else is looked at by the checks below, which only warn. */
const payload = z.object({
  id: text,
  payment_provider: z.object({ provider: text, merchant_id: text, supported_payment_methods: z.array(method) }),
  payment_mode: z.enum(["live", "test"]),
  status: z.string(),
  currency: text,
  line_items: z.array(line).default([]),
  totals: z.array(z.object({ type: text, display_text: z.string(), amount })),
  fulfillment_options: z.array(option).default([]),
  fulfillment_option_id: z.string().optional(),
  fulfillment_address: z
    .object({
      name: z.string(),
      line_one: z.string(),
      line_two: z.string().nullish(),
      city: z.string(),
      state: z.string().nullish(),
      country: z.string(),
      postal_code: z.string().nullish(),
      phone_number: z.string().nullish(),
    })
    .optional(),
  messages: z.array(z.object({ type: z.string(), content: z.string() })).optional(),
  links: z.array(z.object({ type: z.string(), url: z.string() })),
});

const HOST_OWNED = ["merchant", "logo_url", "conversation_id", "connector_id", "ecosystem_app_uri"];
const TOTAL_TYPES = "items_base_amount items_discount subtotal discount fulfillment tax fee tip total".split(" ");
const MAY_REPEAT = new Set(["fee", "tax", "fulfillment", "discount", "items_discount", "tip"]);
const LINK_TYPES = ["terms_of_use", "privacy_policy", "seller_shop_policies", "support_url"];
const ADDRESS_MAXIMA = { name: 256, line_one: 60, line_two: 60, city: 60, postal_code: 20 } as const;

/**
 * Looks at what a widget passes to `requestCheckout` as the documented client does: required fields, the arithmetic
 * of lines, totals and delivery, and fields that only the host may set. A session without `line_items` is one of the first
 * documented form, which has fewer fields. Sources: checkout API reference, payload; commerce checkout specification, totals.
 */
export function checkPayload(sent: unknown): PayloadCheck {
  const read = payload.safeParse(sent);
  if (!read.success)
    return {
      kind: "refused",
      findings: read.error.issues
        .slice(0, 20)
        .map((issue) => ({ level: "refused", at: issue.path.map(String).join("."), text: issue.message })),
    };
  const session = read.data;
  const isFirstForm = typeof sent === "object" && sent !== null && !("line_items" in sent);
  const findings = [
    ...shapeFindings(session, sent),
    ...(isFirstForm ? [] : lineFindings(session)),
    ...totalFindings(session, isFirstForm),
    ...deliveryFindings(session),
    ...linkFindings(session),
  ];
  return findings.some((finding) => finding.level === "refused")
    ? { kind: "refused", findings }
    : { kind: "opens", session, findings };
}

const warning = (at: string, words: string): Finding => ({ level: "warning", at, text: words });
const refused = (at: string, words: string): Finding => ({ level: "refused", at, text: words });
const unless = (holds: boolean, finding: Finding): readonly Finding[] => (holds ? [] : [finding]);

function shapeFindings(session: SheetSession, sent: unknown): readonly Finding[] {
  const keys = typeof sent === "object" && sent !== null ? Object.keys(sent) : [];
  const metadata = typeof sent === "object" && sent !== null && "metadata" in sent ? sent.metadata : {};
  const values = typeof metadata === "object" && metadata !== null ? Object.values(metadata) : [metadata];
  const { fulfillment_address: address } = session;
  return [
    ...HOST_OWNED.filter((key) => keys.includes(key)).map((key) =>
      warning(key, "is set by the host and must not be sent"),
    ),
    ...unless(
      session.status === "ready_for_payment",
      warning("status", `is ${session.status}; the sheet is for ready_for_payment`),
    ),
    ...unless(/^[A-Za-z]{3}$/.test(session.currency), warning("currency", "is not a code of three letters")),
    ...unless(
      session.payment_provider.supported_payment_methods.length > 0,
      warning("payment_provider.supported_payment_methods", "names no way to pay"),
    ),
    ...unless(
      values.every((value) => typeof value === "string"),
      warning("metadata", "has a value that is not text"),
    ),
    ...Object.entries(ADDRESS_MAXIMA).flatMap(([field, max]) =>
      unless(
        (address?.[field as keyof typeof ADDRESS_MAXIMA] ?? "").length <= max,
        warning(`fulfillment_address.${field}`, `has more than ${max} characters`),
      ),
    ),
    ...unless(
      !address?.phone_number || /^\+[1-9]\d{1,14}$/.test(address.phone_number),
      warning("fulfillment_address.phone_number", "is not written like +12125550123"),
    ),
    ...(session.messages ?? []).flatMap((message, index) =>
      unless(
        message.type === "info" || message.type === "error",
        warning(`messages.${index}.type`, "is neither info nor error"),
      ),
    ),
  ];
}

function lineFindings(session: SheetSession): readonly Finding[] {
  const ofLines = (field: "base_amount" | "discount") => session.line_items.reduce((all, one) => all + one[field], 0);
  return [
    ...unless(session.line_items.length > 0, warning("line_items", "names nothing to buy")),
    ...session.line_items.flatMap((one, index) => [
      ...unless(
        one.subtotal === one.base_amount - one.discount,
        warning(`line_items.${index}.subtotal`, "is not base_amount − discount"),
      ),
      ...unless(one.total === one.subtotal + one.tax, warning(`line_items.${index}.total`, "is not subtotal + tax")),
    ]),
    ...unless(
      sumOf(session, "items_base_amount") === ofLines("base_amount"),
      warning("totals.items_base_amount", "is not the sum of the lines' base_amount"),
    ),
    ...unless(
      sumOf(session, "items_discount") === ofLines("discount"),
      warning("totals.items_discount", "is not the sum of the lines' discount"),
    ),
  ];
}

const rowsOf = (session: SheetSession, type: string) => session.totals.filter((row) => row.type === type);
const sumOf = (session: SheetSession, type: string) => rowsOf(session, type).reduce((all, row) => all + row.amount, 0);

/** The first documented form may give the total alone. */
function totalFindings(session: SheetSession, isFirstForm: boolean): readonly Finding[] {
  const rows = (type: string) => rowsOf(session, type);
  const sum = (type: string) => sumOf(session, type);
  const tax = rows("tax").length > 0 ? sum("tax") : session.line_items.reduce((all, one) => all + one.tax, 0);
  const subtotal = sum("items_base_amount") - sum("items_discount");
  const total = subtotal - sum("discount") + sum("fulfillment") + tax + sum("fee") + sum("tip");
  const isTotalAlone = isFirstForm && session.totals.every((row) => row.type === "total");
  return [
    ...(isTotalAlone ? ["total"] : ["items_base_amount", "subtotal", "total"]).flatMap((type) =>
      unless(rows(type).length > 0, warning("totals", `has no ${type}`)),
    ),
    ...session.totals.flatMap((row, index) =>
      unless(TOTAL_TYPES.includes(row.type), warning(`totals.${index}.type`, `${row.type} is not known`)),
    ),
    ...TOTAL_TYPES.flatMap((type) =>
      unless(MAY_REPEAT.has(type) || rows(type).length <= 1, warning("totals", `has ${type} more than once`)),
    ),
    ...unless(
      isTotalAlone || sum("subtotal") === subtotal,
      warning("totals.subtotal", "is not items_base_amount − items_discount"),
    ),
    ...unless(
      isTotalAlone || sum("total") === total,
      warning("totals.total", "is not items − discounts + fulfillment + tax + fee + tip"),
    ),
  ];
}

function deliveryFindings(session: SheetSession): readonly Finding[] {
  const options = session.fulfillment_options;
  const chosen = options.find((option) => option.id === session.fulfillment_option_id);
  const delivery = session.totals.filter((row) => row.type === "fulfillment").reduce((all, row) => all + row.amount, 0);
  const isTime = (time: string | undefined): time is string =>
    time !== undefined && /^\d{4}-\d\d-\d\dT/.test(time) && !Number.isNaN(Date.parse(time));
  return [
    ...unless(
      new Set(options.map((option) => option.id)).size === options.length,
      warning("fulfillment_options", "has an id twice"),
    ),
    ...unless(
      session.fulfillment_option_id === undefined || chosen !== undefined,
      refused("fulfillment_option_id", "names no option"),
    ),
    ...unless(
      chosen === undefined || delivery === chosen.total,
      warning("totals.fulfillment", "is not the total of the chosen option"),
    ),
    ...options.flatMap((option, index) => [
      ...unless(
        option.total === option.subtotal + option.tax,
        warning(`fulfillment_options.${index}.total`, "is not subtotal + tax"),
      ),
      ...unless(
        option.type === "shipping" || option.type === "digital",
        warning(`fulfillment_options.${index}.type`, "is neither shipping nor digital"),
      ),
      ...unless(
        option.type !== "shipping" || (Boolean(option.subtitle) && Boolean(option.carrier)),
        warning(`fulfillment_options.${index}`, "needs a subtitle and a carrier"),
      ),
      ...unless(
        option.type !== "shipping" ||
          (isTime(option.earliest_delivery_time) &&
            isTime(option.latest_delivery_time) &&
            Date.parse(option.earliest_delivery_time) <= Date.parse(option.latest_delivery_time)),
        warning(`fulfillment_options.${index}`, "needs an earliest and a latest time, in this order"),
      ),
    ]),
  ];
}

function linkFindings(session: SheetSession): readonly Finding[] {
  return [
    ...unless(session.links.length > 0, refused("links", "at least one is needed")),
    ...session.links.flatMap(({ url, type }, index) => [
      ...unless(/^https?:\/\//.test(url) && URL.canParse(url), refused(`links.${index}.url`, "is not absolute")),
      ...unless(LINK_TYPES.includes(type), warning(`links.${index}.type`, `${type} is not known`)),
    ]),
  ];
}

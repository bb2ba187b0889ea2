import type { Books } from "../books.ts";
import type { Wire } from "./objects.ts";
import { items, text, whole, type Params } from "../params.ts";
import { invalidRequest, missing } from "../stripe-error.ts";

export type List = {
  readonly object: "list";
  readonly data: readonly Wire[];
  readonly has_more: boolean;
  readonly url: string;
};

/** One page of objects, the newest first: `created` bounds, `limit` (10 by default), `starting_after`, and equal fields in `where`. */
export function pageOf(all: readonly Wire[], params: Params, url: string, where: readonly string[] = []): List {
  const limit = whole(params, ["limit"], 1) ?? 10;
  if (limit > 100) throw invalidRequest("Limit must be between 1 and 100.", { param: "limit" });
  const bound = (name: string) =>
    whole(params, ["created", name]) ?? (name === "equal" ? whole(params, ["created"]) : null);
  const exact = typeof params["created"] === "string" ? Number(params["created"]) : null;
  const [gte, gt, lte, lt] = exact === null ? ["gte", "gt", "lte", "lt"].map(bound) : [exact, null, exact, null];
  const matching = all.filter(
    (object) =>
      (gte ?? -1) <= object.created &&
      (gt ?? -1) < object.created &&
      object.created <= (lte ?? Infinity) &&
      object.created < (lt ?? Infinity) &&
      where.every((field) => text(params, field) === null || object[field] === text(params, field)),
  );
  const after = text(params, "starting_after");
  const before = text(params, "ending_before");
  const place = (id: string, param: string) => {
    const found = matching.findIndex((object) => object.id === id);
    if (found === -1) throw missing(all[0]?.object ?? "object", id, param, 400);
    return found;
  };
  const end = before === null ? matching.length : place(before, "ending_before");
  const start = after !== null ? place(after, "starting_after") + 1 : before === null ? 0 : Math.max(0, end - limit);
  const data = matching.slice(start, Math.min(end, start + limit));
  return { object: "list", data, has_more: before === null ? start + limit < matching.length : start > 0, url };
}

/** Puts objects in place of the ids that `expand[]` names: "latest_charge", "payment_intent.latest_charge", "data.payment_intent". */
export function expand(books: Books, value: object, params: Params): unknown {
  const paths = Object.values(items(params, "expand")).map(String);
  const copy: Record<string, unknown> = structuredClone({ ...value });
  for (const path of paths) expandAt(books, copy, path.split("."));
  return copy;
}

function expandAt(books: Books, holder: Record<string, unknown>, [name = "", ...rest]: readonly string[]): void {
  if (name === "data" && Array.isArray(holder["data"]))
    return holder["data"].forEach((member: Record<string, unknown>) => expandAt(books, member, rest));
  const included = includable(books, holder, name);
  if (included !== null) holder[name] = included;
  const value = holder[name];
  if (value === undefined) throw invalidRequest(`This property cannot be expanded (${name}).`, { param: "expand" });
  if (typeof value === "string") holder[name] = structuredClone(books.any(value)) ?? value;
  const inner = holder[name];
  if (rest.length > 0 && isRecord(inner)) expandAt(books, inner, rest);
}

/** Lists that are part of an object only when they are asked for. */
function includable(books: Books, holder: Record<string, unknown>, name: string): List | null {
  if (holder["object"] === "charge" && name === "refunds") {
    const data = books.all<Wire>("refund").filter((refund) => refund["charge"] === holder["id"]);
    return {
      object: "list",
      data: structuredClone(data),
      has_more: false,
      url: `/v1/charges/${String(holder["id"])}/refunds`,
    };
  }
  if (holder["object"] === "invoice" && name === "payments") {
    const intent = books.any(String(holder["id"]))?.$private?.["intent"] ?? null;
    const payment = {
      id: `inpay_${String(holder["id"])}`,
      object: "invoice_payment",
      created: Number(holder["created"]),
      invoice: holder["id"],
      payment: { payment_intent: intent, type: "payment_intent" },
      status: holder["status"] === "paid" ? "paid" : "open",
    };
    return { object: "list", data: intent === null ? [] : [payment], has_more: false, url: "/v1/invoice_payments" };
  }
  if (holder["object"] !== "checkout.session" || name !== "line_items") return null;
  const session = books.any(String(holder["id"]));
  const data = session?.$private?.["line_items"];
  return {
    object: "list",
    data: Array.isArray(data) ? data : [],
    has_more: false,
    url: `/v1/checkout/sessions/${String(holder["id"])}/line_items`,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

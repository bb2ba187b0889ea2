import { z } from "zod";
import { MAX_SELLER_ID, sellerId, type SellerId } from "../../ids.ts";
import type { OrderPlace, OrderQuery } from "../../store/orders/order-query.ts";
import { INPUT_TEXTS } from "../texts/input.ts";
import { IN_OUR_WORDS } from "../input-problems.ts";
import { problemsOf, type BodyReading } from "./requests.ts";

const MAX_LIMIT = 200;
const DEFAULT_LIMIT = 50;
const PLACE = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)_([A-Za-z0-9_-]{0,80})$/;

/** A place in the list as text, to be sent back as `since`: the time, an underscore, and the order's id. */
export const placeText = ({ paidAt, id }: OrderPlace): string => `${paidAt.toISOString()}_${id}`;

/** A place as `placeText` writes it, or a time: a date, or a date and time with its offset (RFC 3339). Null for anything else. */
export function readPlace(text: string): OrderPlace | null {
  const [, at, id = ""] = PLACE.exec(text) ?? [];
  const isTime = z.iso.date().safeParse(text).success || z.iso.datetime({ offset: true }).safeParse(text).success;
  if (at === undefined && !isTime) return null;
  const paidAt = new Date(at ?? text);
  // Postgres has no year 0, and years of five digits are written otherwise.
  const year = paidAt.getUTCFullYear();
  return year >= 1 && year <= 9999 ? { paidAt, id } : null;
}

const parameters = z.strictObject({
  since: z
    .string()
    .transform((text, context) => {
      const place = readPlace(text);
      if (place !== null) return place;
      context.addIssue({ code: "custom", message: INPUT_TEXTS.notATime });
      return z.NEVER;
    })
    .optional(),
  seller_id: z.string().min(1).max(MAX_SELLER_ID).optional(),
  status: z.enum(["paid", "partially_refunded", "refunded", "canceled"]).optional(),
  limit: z
    .string()
    .regex(/^\d{1,6}$/, INPUT_TEXTS.notALimit)
    .transform(Number)
    .refine((limit) => limit >= 1, INPUT_TEXTS.notALimit)
    .transform((limit) => Math.min(limit, MAX_LIMIT))
    .default(DEFAULT_LIMIT),
});

/**
 * Reads the parameters of `GET /api/orders` for a key of these sellers (null: of all). Without `since` the list begins
 * with the first order. Another seller than the key's leaves none.
 */
export function readListQuery(search: URLSearchParams, sellers: readonly SellerId[] | null): BodyReading<OrderQuery> {
  const repeated = [...search.keys()].find((name) => search.getAll(name).length > 1);
  if (repeated !== undefined)
    return { kind: "invalid", problems: [{ field: repeated, message: INPUT_TEXTS.repeated }] };
  const read = parameters.safeParse(Object.fromEntries(search), IN_OUR_WORDS);
  if (!read.success) return { kind: "invalid", problems: problemsOf(read.error) };
  const { since, seller_id: asked, status, limit } = read.data;
  const only = asked === undefined ? null : sellerId(asked);
  return {
    kind: "read",
    value: {
      after: since ?? { paidAt: new Date(0), id: "" },
      sellers: only === null ? sellers : sellers === null || sellers.includes(only) ? [only] : [],
      status: status ?? null,
      limit,
    },
  };
}

import { z } from "zod";
import { MAX_SELLER_ID, sellerId, type SellerId } from "../../ids.ts";
import { SELLER_STATES, type SellerState } from "../../sellers/seller.ts";
import { IN_OUR_WORDS } from "../input-problems.ts";
import { problemsOf, type BodyReading } from "../orders/requests.ts";

/** Why somebody does something, as it is stored. */
export const reason = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, "must have no control characters");

const SELLER_ID = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,119}$/u;
const ID_FORM = "must have 1 to 120 letters, digits, ., _ and -";
/** Why an id is none that a new seller can have; null: it is one. */
export const idProblem = (id: string): string | null => (SELLER_ID.test(id) ? null : ID_FORM);

const addBody = z.looseObject({
  id: z.string().regex(SELLER_ID, ID_FORM),
  state: z.enum(["onboarding", "active"]).default("onboarding"),
  why: reason,
});
export type AddBody = Pick<z.infer<typeof addBody>, "id" | "state" | "why"> & { readonly fields: unknown };

/** Reads the body of `POST /api/sellers`: id, state and why, and beside them the fields of the seller, which are not checked. */
export function readAddBody(json: unknown): BodyReading<AddBody> {
  const read = addBody.safeParse(json, IN_OUR_WORDS);
  if (!read.success) return { kind: "invalid", problems: problemsOf(read.error) };
  const { id, state, why, ...fields } = read.data;
  return { kind: "read", value: { id, state, why, fields } };
}

const changeBody = z.looseObject({ why: reason.optional() });
export type ChangeBody = { readonly why: string | null; readonly fields: unknown };

/** Reads the body of `PATCH /api/sellers/{id}`: perhaps why, and the fields of the seller, which are not checked. */
export function readChangeBody(json: unknown): BodyReading<ChangeBody> {
  const read = changeBody.safeParse(json, IN_OUR_WORDS);
  if (!read.success) return { kind: "invalid", problems: problemsOf(read.error) };
  const { why = null, ...fields } = read.data;
  return { kind: "read", value: { why, fields } };
}

const moveBody = z.strictObject({ state: z.enum(["active", "paused", "closed"]), why: reason });

/** Reads the body of `POST /api/sellers/{id}/state`. */
export function readMoveBody(json: unknown): BodyReading<z.infer<typeof moveBody>> {
  const read = moveBody.safeParse(json, IN_OUR_WORDS);
  return read.success ? { kind: "read", value: read.data } : { kind: "invalid", problems: problemsOf(read.error) };
}

const pageQuery = z.strictObject({
  after: z
    .string()
    .max(MAX_SELLER_ID)
    .regex(/^\P{Cc}*$/u)
    .optional(),
  state: z.enum(SELLER_STATES).optional(),
  search: z
    .string()
    .trim()
    .min(1)
    .max(MAX_SELLER_ID)
    .regex(/^\P{Cc}*$/u)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type PageQuery = {
  readonly after: SellerId | null;
  readonly state: SellerState | null;
  readonly text: string | null;
  readonly limit: number;
};

/** Reads the query of `GET /api/sellers`. */
export function readPageQuery(query: URLSearchParams): BodyReading<PageQuery> {
  const read = pageQuery.safeParse(Object.fromEntries(query), IN_OUR_WORDS);
  if (!read.success) return { kind: "invalid", problems: problemsOf(read.error) };
  const { after, state, search, limit } = read.data;
  return {
    kind: "read",
    value: { after: after === undefined ? null : sellerId(after), state: state ?? null, text: search ?? null, limit },
  };
}

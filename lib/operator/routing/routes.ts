import { z } from "zod";
import { MAX_SELLER_ID, sellerId } from "../../ids.ts";
import type { Operator } from "../../purchase/operator.ts";
import { reasonsView, type ReasonsView } from "../../wire/routing/reasons-view.ts";
import type { ControlVerb, Emit } from "../control-socket.ts";
import { unknownSeller, type UnknownSeller } from "../sellers/unknown-seller.ts";

export const ROUTES_VERB = "routes";
const DAY_MS = 86_400_000;
/** A period that is longer has more steps than anybody reads. */
export const MAX_ROUTE_DAYS = 92;

export const routesRequest = z
  .object({
    /** Null: all sellers. */
    seller: z.string().min(1).max(MAX_SELLER_ID).nullable(),
    since: z.iso.datetime(),
    /** Not included. */
    until: z.iso.datetime(),
  })
  .refine(({ since, until }) => {
    const lasts = Date.parse(until) - Date.parse(since);
    return lasts > 0 && lasts <= MAX_ROUTE_DAYS * DAY_MS;
  });
export type RoutesRequest = z.infer<typeof routesRequest>;
export type RoutesLine = { readonly type: "routes"; readonly routes: ReasonsView } | UnknownSeller;

/** Why purchases took their route, and when; or that nothing was ever decided for a seller of whom nothing is known. */
export async function routesOf(operator: Operator, { seller, since, until }: RoutesRequest): Promise<RoutesLine> {
  const query = {
    sellerId: seller === null ? null : sellerId(seller),
    from: new Date(since),
    until: new Date(until),
  };
  const counted = await operator.routeReasons(query);
  const unknown = counted.decisions === 0 ? await unknownSeller(operator, seller) : null;
  if (unknown !== null) return unknown;
  return { type: "routes", routes: reasonsView(query, counted) };
}

/** The verb for the control socket. */
export const routesVerb = ({ operator }: { readonly operator: Operator }): Readonly<Record<string, ControlVerb>> => ({
  [ROUTES_VERB]: {
    must: `{"seller": "…" or null, "since": a time, "until": a time, at most ${MAX_ROUTE_DAYS} days later}`,
    busy: "the server is busy",
    begin(body) {
      const read = routesRequest.safeParse(body);
      if (!read.success) return "not_understood";
      return async (emit: Emit) => emit(await routesOf(operator, read.data));
    },
  },
});

import type { SellerId } from "../ids.ts";
import { BLOCKED_REASONS, EXTERNAL_REASONS, type RouteReason } from "./decide-route.ts";

/** Every reason there is, in the order in which the rules are checked. */
export const ROUTE_REASONS: readonly RouteReason[] = [...BLOCKED_REASONS, ...EXTERNAL_REASONS, "variant_instant"];

/** The route that a reason leads to; null: none is offered. */
export function routeOfReason(reason: RouteReason): "instant" | "external" | null {
  if (reason === "variant_instant") return "instant";
  return BLOCKED_REASONS.some((blocked) => blocked === reason) ? null : "external";
}

export type ReasonQuery = {
  /** Null: all sellers. A cart of several counts at the one whose line came first. */
  readonly sellerId: SellerId | null;
  /** Decided at this time or later. */
  readonly from: Date;
  /** Decided before this time. */
  readonly until: Date;
};

/** How many purchases had their route from one reason, in one hour or day. */
export type ReasonCount = { readonly step: Date; readonly reason: RouteReason; readonly purchases: number };

/**
 * A purchase counts once: by the last decision that named a route, at its time. Where no route was offered, by the last of
 * those, which stand apart, because every purchase that was paid ends with one.
 */
export type ReasonCounts = {
  readonly stepHours: 1 | 24;
  /** By step, and in it by the order of the rules; steps in UTC, without those that have none. */
  readonly counts: readonly ReasonCount[];
  /** So many decisions were counted. */
  readonly decisions: number;
  /** The earliest one, where there were more than are counted at once; null: all of them were counted. */
  readonly countedFrom: Date | null;
};

const HOUR_MS = 3_600_000;
/** A longer period is counted day by day. */
const MAX_HOURS_BY_HOUR = 48;

export const stepHoursOf = ({ from, until }: Pick<ReasonQuery, "from" | "until">): ReasonCounts["stepHours"] =>
  until.getTime() - from.getTime() <= MAX_HOURS_BY_HOUR * HOUR_MS ? 1 : 24;

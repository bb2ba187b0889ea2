import { attemptId, entitlementId, sessionOfAttempt, type AttemptId, type EntitlementId } from "../../ids.ts";
import type { Route } from "../../checkout/session.ts";

type Metadata = Readonly<Record<string, string>>;

/** Which installation made an object, as a part of its metadata; nothing where it has no id. */
export type InstallationMark = { readonly installation_id?: string };

export const markOf = (installationId: string | undefined): InstallationMark =>
  installationId === undefined ? {} : { installation_id: installationId };

/** Another installation on the account made it. What bears no mark may be ours, from before there were marks. */
export function isOfOther(metadata: Metadata | null, own: InstallationMark): boolean {
  const made = metadata?.["installation_id"];
  return made !== undefined && own.installation_id !== undefined && made !== own.installation_id;
}

export function isMarked(metadata: Metadata | null, own: InstallationMark): boolean {
  return own.installation_id !== undefined && metadata?.["installation_id"] === own.installation_id;
}

/**
 * How an object at Stripe says which attempt it belongs to. What has no such mark is not ours and means nothing to us. `wallet`
 * is of the external route, too, and has a PaymentIntent of its own instead of a page.
 */
export function metadataOf(attempt: AttemptId, route: Route | "wallet"): Record<string, string> {
  return { attempt_id: attempt, checkout_session_id: sessionOfAttempt(attempt), route };
}

/** A payment that was made only to use up an attempt's key (docs/decisions/0007). It is never confirmed. */
export function tombstoneOf(attempt: AttemptId): Record<string, string> {
  return { attempt_id: attempt, checkout_session_id: sessionOfAttempt(attempt), tombstone: "voided" };
}

export function isTombstone(metadata: Metadata | null): boolean {
  return metadata?.["tombstone"] !== undefined;
}

/** Null for what is not ours. */
export function attemptOf(metadata: Metadata | null): AttemptId | null {
  const text = metadata?.["attempt_id"] ?? "";
  return /^.+:\d+$/.test(text) ? attemptId(text) : null;
}

/** True for the PaymentIntent of a payment page. A card that is declined there does not end the attempt: the page stays open. */
export function isOfPage(metadata: Metadata | null): boolean {
  return metadata?.["route"] === "external";
}

/** Stripe forgets a refund's key after a day; its metadata keeps it. */
export function refundMark(key: string): Record<string, string> {
  return { refund_key: key };
}

/** The key of a refund that we asked for; null for one that somebody made at Stripe. */
export function refundKeyOf(metadata: Metadata | null): string | null {
  return metadata?.["refund_key"] ?? null;
}

/** How a page and its subscription say whose they are. */
export function entitlementMark(id: EntitlementId): Record<string, string> {
  return { entitlement_id: id };
}

/** Null for what is not ours. */
export function entitlementOf(metadata: Metadata | null): EntitlementId | null {
  const text = metadata?.["entitlement_id"] ?? "";
  return /^ent_\w{16,100}$/.test(text) ? entitlementId(text) : null;
}

import { UNKNOWN_OWNERSHIP } from "../../checkout/ownership.ts";
import type { CheckoutSession } from "../../checkout/session.ts";
import { timingSafeEqualText } from "../../timing-safe-equal.ts";
import { browserDigestOf, digestOf, erasedShopperOf, type Principal } from "./principal.ts";

/** What a caller is to a session. The first five are its owners; `nobody` is whoever asks for a session of nobody. */
export const RELATIONS = [
  "same_subject",
  "widget",
  "same_key",
  "same_browser",
  "link",
  "nobody",
  "without_subject",
  "other_subject",
  "other_key",
  "other_browser",
  "other_link",
  "other_surface",
] as const;
export type Relation = (typeof RELATIONS)[number];

/** What can be done with a session, by anybody. */
export const ACTIONS = ["read", "change", "cancel", "choose_route", "pay_with_token", "pay_on_page", "record"] as const;
export type Action = (typeof ACTIONS)[number];

const ALL: readonly Action[] = ACTIONS;
const NONE: readonly Action[] = [];

/**
 * What each relation may do (docs/decisions/0028). A token is the proof of whoever pays with it, and the host does not
 * promise to send a subject with that call. Another browser with the link may look and pay, and change nothing.
 */
export const ALLOWED_ACTIONS: Readonly<Record<Relation, readonly Action[]>> = {
  same_subject: ALL,
  widget: ALL,
  same_key: ALL,
  same_browser: ALL,
  link: ALL,
  nobody: ALL,
  without_subject: ["pay_with_token"],
  other_subject: NONE,
  other_key: NONE,
  other_browser: ["read", "pay_on_page", "record"],
  other_link: NONE,
  other_surface: NONE,
};

/**
 * The relations that prove something. A session of nobody is open to whoever has no subject, since its host may send
 * none; personal data is not in what they are answered.
 */
const PROVEN: ReadonlySet<Relation> = new Set<Relation>(["same_subject", "widget", "same_key", "same_browser"]);

/** True for a caller who proved to own the session; null is of a session that does not exist. */
export const isProven = (relation: Relation | null): boolean => relation !== null && PROVEN.has(relation);

/** True for a caller that may change the session. Where no payment proves anything, only such a one may place an order. */
export function ownsSession(principal: Principal, session: CheckoutSession, now: Date): boolean {
  const relation = relationOf(principal, session, now);
  return relation !== null && ALLOWED_ACTIONS[relation].includes("change");
}

/** `report_only`: a caller on /mcp whose subject does not match is served too, and reported. */
export type OwnershipRule = "enforce" | "report_only";

/** A session that is none: it is compared in the place of one that does not exist, so that both take the same time. */
const NO_SESSION: Owned = { link: "", shopperId: null, ownership: UNKNOWN_OWNERSHIP, expiresAt: new Date(0) };

type Owned = {
  readonly link: string;
  readonly shopperId: string | null;
  readonly ownership: CheckoutSession["ownership"];
  readonly expiresAt: Date;
};

/** What the caller is to the session; null for a session that does not exist. The one place that decides it. */
export function relationOf(principal: Principal, session: CheckoutSession | null, now: Date): Relation | null {
  const relation = relationTo(principal, session ?? NO_SESSION, now);
  return session === null ? null : relation;
}

function relationTo(principal: Principal, session: Owned, now: Date): Relation {
  const { surface, apiKeyDigest, widgetDigest, browserDigest } = session.ownership;
  switch (principal.surface) {
    case "mcp": {
      const { subject, widgetSecret } = principal;
      // Both are compared whatever the first one gives.
      const erased = subject === null ? null : erasedShopperOf(session.link, subject);
      const isErased = isSame(erased, session.shopperId);
      const isSameSubject = isSame(subject, session.shopperId) || isErased;
      const isWidget = isSame(widgetSecret === null ? null : digestOf(widgetSecret), widgetDigest);
      if (surface !== null && surface !== "mcp") return "other_surface";
      if (isSameSubject) return "same_subject";
      if (isWidget) return "widget";
      if (subject !== null) return "other_subject";
      // The widget of a session from before this was kept has no secret, and its host may send no subject with its calls.
      const isInFlight = surface === null && now < session.expiresAt;
      return session.shopperId === null || isInFlight ? "nobody" : "without_subject";
    }
    case "acp": {
      const isSameKey = isSame(principal.apiKeyDigest, apiKeyDigest);
      if (surface === null) return session.shopperId === null ? "nobody" : "other_surface";
      if (surface !== "acp") return "other_surface";
      return isSameKey ? "same_key" : "other_key";
    }
    case "web": {
      const { link, browserSecret } = principal;
      const isSameLink = isSame(link, session.link);
      const digest = link === null || browserSecret === null ? null : browserDigestOf(link, browserSecret);
      const isSameBrowser = isSame(digest, browserDigest);
      if (!isSameLink) return "other_link";
      if (browserDigest === null) return "link";
      return isSameBrowser ? "same_browser" : "other_browser";
    }
  }
}

/** Two proofs that are there and equal. They are compared also where one is missing, so that every call takes the same time. */
const isSame = (sent: string | null, kept: string | null): boolean =>
  timingSafeEqualText(sent ?? "", kept ?? "") && sent !== null && kept !== null;

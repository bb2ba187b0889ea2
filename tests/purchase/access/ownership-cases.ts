import { checkoutLink, sessionId, shopperId, type SessionId } from "#lib/ids.ts";
import { UNKNOWN_OWNERSHIP, type Ownership } from "#lib/checkout/ownership.ts";
import type { CheckoutSession } from "#lib/checkout/session.ts";
import { browserDigestOf, digestOf, type Principal } from "#lib/purchase/access/principal.ts";
import type { Action, Relation } from "#lib/purchase/access/relation.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { ada, newYorker, type TestShop } from "../../fixtures/test-shop.ts";
import { aSession } from "../../fixtures/builders.ts";

const ANN = shopperId("ann");
const WIDGET = "wid_of_ann";
const BROWSER = "browser-of-ann";

/** Every kind of session that there is, by who made it and what was typed on its page. */
export const SESSIONS = {
  "of ann": (link) => ({ ...made("mcp", ANN), ...browser(link, null) }),
  "of ann, details typed": (link) => ({ ...made("mcp", ANN), ...browser(link, BROWSER) }),
  "of nobody": (link) => ({ ...made("mcp", null), ...browser(link, null) }),
  "of a platform": (link) => ({ ...made("acp", null), ...browser(link, null) }),
  "of the site": (link) => ({ ...made("web", null), ...browser(link, null) }),
  "of ann, from before": () => ({ shopperId: ANN, ownership: UNKNOWN_OWNERSHIP }),
  "of ann, from before, its time over": () => ({ shopperId: ANN, ownership: UNKNOWN_OWNERSHIP, isOver: true }),
  "of nobody, from before": () => ({ shopperId: null, ownership: UNKNOWN_OWNERSHIP }),
} satisfies Record<string, (link: CheckoutSession["link"]) => Owner>;
export type SessionKind = keyof typeof SESSIONS;

type Owner = {
  readonly shopperId: CheckoutSession["shopperId"];
  readonly ownership: Ownership;
  readonly isOver?: boolean;
  readonly browserDigest?: string | null;
};

const made = (surface: "mcp" | "acp" | "web", shopper: Owner["shopperId"]): Owner => ({
  shopperId: shopper,
  ownership: {
    ...UNKNOWN_OWNERSHIP,
    surface,
    widgetDigest: surface === "mcp" ? digestOf(WIDGET) : null,
    apiKeyDigest: surface === "acp" ? digestOf("key-of-ann") : null,
  },
});
const browser = (link: CheckoutSession["link"], secret: string | null) => ({
  browserDigest: secret === null ? null : browserDigestOf(link, secret),
});

const onMcp = (subject: string | null, widgetSecret: string | null): Principal => ({
  surface: "mcp",
  subject: subject === null ? null : shopperId(subject),
  widgetSecret,
});

/** Every kind of caller. `link`: that of the session. */
const callers = {
  "ann in the chat": () => onMcp("ann", null),
  "bob in the chat": () => onMcp("bob", null),
  "a host without a subject": () => onMcp(null, null),
  "ann's widget, without a subject": () => onMcp(null, WIDGET),
  "ann's widget, with bob's subject": () => onMcp("bob", WIDGET),
  "a widget with another secret": () => onMcp(null, "wid_of_bob"),
  "bob with another secret": () => onMcp("bob", "wid_of_bob"),
  "ann's platform": () => ({ surface: "acp", apiKeyDigest: digestOf("key-of-ann") }),
  "another platform": () => ({ surface: "acp", apiKeyDigest: digestOf("key-of-bob") }),
  "a browser with the link": (link) => ({ surface: "web", link, browserSecret: null }),
  "ann's browser": (link) => ({ surface: "web", link, browserSecret: BROWSER }),
  "another browser with the link": (link) => ({ surface: "web", link, browserSecret: "browser-of-bob" }),
  "ann's browser with another link": () => ({ surface: "web", link: checkoutLink("co_other"), browserSecret: BROWSER }),
  "a browser without a link": () => ({ surface: "web", link: null, browserSecret: BROWSER }),
} satisfies Record<string, (link: CheckoutSession["link"]) => Principal>;
export type CallerKind = keyof typeof callers;
export const CALLERS: Readonly<Record<CallerKind, (link: CheckoutSession["link"]) => Principal>> = callers;

const NOT_OURS: Relation = "other_surface";
const PAGE = {
  "a browser with the link": "link",
  "ann's browser": "link",
  "another browser with the link": "link",
  "ann's browser with another link": "other_link",
  "a browser without a link": "other_link",
} as const;
const PLATFORMS_NO = { "ann's platform": NOT_OURS, "another platform": NOT_OURS } as const;
const ANNS = {
  "ann in the chat": "same_subject",
  "bob in the chat": "other_subject",
  "a host without a subject": "without_subject",
  "ann's widget, without a subject": "widget",
  "ann's widget, with bob's subject": "widget",
  "a widget with another secret": "without_subject",
  "bob with another secret": "other_subject",
  ...PLATFORMS_NO,
} as const;
const CHAT_NO = {
  "ann in the chat": NOT_OURS,
  "bob in the chat": NOT_OURS,
  "a host without a subject": NOT_OURS,
  "ann's widget, without a subject": NOT_OURS,
  "ann's widget, with bob's subject": NOT_OURS,
  "a widget with another secret": NOT_OURS,
  "bob with another secret": NOT_OURS,
} as const;
const IN_FLIGHT = {
  ...ANNS,
  "a host without a subject": "nobody",
  "ann's widget, without a subject": "nobody",
  "ann's widget, with bob's subject": "other_subject",
  "a widget with another secret": "nobody",
} as const;

/** What each caller is to each session. */
export const EXPECTED: Readonly<Record<SessionKind, Readonly<Record<CallerKind, Relation>>>> = {
  "of ann": { ...ANNS, ...PAGE },
  "of ann, details typed": {
    ...ANNS,
    ...PAGE,
    "a browser with the link": "other_browser",
    "ann's browser": "same_browser",
    "another browser with the link": "other_browser",
  },
  "of nobody": {
    ...ANNS,
    "ann in the chat": "other_subject",
    "a host without a subject": "nobody",
    "a widget with another secret": "nobody",
    ...PAGE,
  },
  "of a platform": { ...CHAT_NO, "ann's platform": "same_key", "another platform": "other_key", ...PAGE },
  "of the site": { ...CHAT_NO, ...PLATFORMS_NO, ...PAGE },
  "of ann, from before": { ...IN_FLIGHT, ...PAGE },
  "of ann, from before, its time over": {
    ...IN_FLIGHT,
    "a host without a subject": "without_subject",
    "ann's widget, without a subject": "without_subject",
    "a widget with another secret": "without_subject",
    ...PAGE,
  },
  "of nobody, from before": {
    ...IN_FLIGHT,
    "ann in the chat": "other_subject",
    "ann's platform": "nobody",
    "another platform": "nobody",
    ...PAGE,
  },
};

/** What a relation may do, written down a second time on purpose: who changes the rule changes both. */
export const MAY: Readonly<Record<Relation, "everything" | readonly Action[]>> = {
  same_subject: "everything",
  widget: "everything",
  same_key: "everything",
  same_browser: "everything",
  link: "everything",
  nobody: "everything",
  without_subject: ["pay_with_token"],
  other_browser: ["read", "pay_on_page", "record"],
  other_subject: [],
  other_key: [],
  other_link: [],
  other_surface: [],
};

const ASKED = { country: "US", session: "a-session-of-typing", language: "en" };
const CAPABLE = { widget: true, requestCheckout: true, openExternal: true, openLink: true };
/** Every verb that takes a session's id, and what kind of action it is. */
export const VERBS: Readonly<
  Record<string, readonly [Action, (verbs: Storefront, id: SessionId) => Promise<unknown>]>
> = {
  readOrder: ["read", (verbs, id) => verbs.readOrder({ sessionId: id })],
  checkOrder: ["read", (verbs, id) => verbs.checkOrder({ sessionId: id })],
  isWalletPayment: ["read", (verbs, id) => verbs.isWalletPayment({ sessionId: id })],
  failedPayment: ["read", (verbs, id) => verbs.failedPayment({ sessionId: id })],
  returnUrl: ["read", (verbs, id) => verbs.returnUrl({ sessionId: id })],
  updateCheckout: ["change", (verbs, id) => verbs.updateCheckout({ sessionId: id, discountCodes: [] })],
  previewCheckout: ["change", (verbs, id) => verbs.previewCheckout({ sessionId: id, address: newYorker })],
  rememberReturn: ["change", (verbs, id) => verbs.rememberReturn({ sessionId: id, url: "https://chatgpt.com/c/1" })],
  voidPayment: ["change", (verbs, id) => verbs.voidPayment({ sessionId: id })],
  suggestAddress: ["change", (verbs, id) => verbs.suggestAddress({ sessionId: id, text: "1 Main", ...ASKED })],
  resolveAddress: ["change", (verbs, id) => verbs.resolveAddress({ sessionId: id, id: '[1,"Main"]', ...ASKED })],
  cancelCheckout: ["cancel", (verbs, id) => verbs.cancelCheckout({ sessionId: id, by: "buyer" })],
  chooseRoute: [
    "choose_route",
    (verbs, id) => verbs.chooseRoute({ sessionId: id, capabilities: CAPABLE, country: null, platform: null }),
  ],
  recordFunnelEvent: ["record", (verbs, id) => verbs.recordFunnelEvent({ sessionId: id, event: "shown" })],
  recordVisit: ["record", (verbs, id) => verbs.recordVisit({ sessionId: id })],
  embeddedForm: ["pay_on_page", (verbs, id) => verbs.embeddedForm({ sessionId: id })],
  openHostedPayment: ["pay_on_page", (verbs, id) => verbs.openHostedPayment({ sessionId: id })],
  openWalletPayment: [
    "pay_on_page",
    (verbs, id) => verbs.openWalletPayment({ sessionId: id, token: "tok_sandbox_declined", shown: "" }),
  ],
  payWithToken: [
    "pay_with_token",
    (verbs, id) => verbs.payWithToken({ sessionId: id, token: "tok_sandbox_declined", buyer: ada }),
  ],
};

let count = 0;
/** A session of that kind that is ready to be paid, stored as another release or another surface would have. */
export async function storedSession({ context }: TestShop, kind: SessionKind): Promise<CheckoutSession> {
  count += 1;
  const link = checkoutLink(`co_matrix_${count}`);
  const owner: Owner = SESSIONS[kind](link);
  const now = context.now();
  const session: CheckoutSession = {
    ...aSession(),
    buyer: ada,
    id: sessionId(`cs_matrix_${count}`),
    link,
    shopperId: owner.shopperId,
    ownership: { ...owner.ownership, browserDigest: owner.browserDigest ?? null },
    createdAt: now,
    expiresAt: new Date(now.getTime() + (owner.isOver === true ? -1 : 3_600_000)),
  };
  await context.store.transaction((transaction) =>
    transaction.insertSession(session, {
      sessionId: session.id,
      revision: session.revision,
      type: "prepared",
      attemptId: null,
      note: null,
      occurredAt: now,
    }),
  );
  return session;
}

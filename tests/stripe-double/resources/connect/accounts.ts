import type { Books } from "../../books.ts";
import { at, flag, required, text, type Params } from "../../params.ts";
import { invalidRequest, StripeError } from "../../stripe-error.ts";
import { letters, newId, type StripeEvent, type Wire } from "../objects.ts";

/** What a test does to an account: its owner provides everything, or Stripe restricts or closes it, or it has an oddity. */
export type AccountTurn = {
  readonly to?: "provided" | "restricted" | "closed";
  /** So many transfers to it are refused, whatever its capabilities say. */
  readonly refusesTransfers?: number;
  /** Its money leaves for its bank at once. */
  readonly isPaidOutAtOnce?: boolean;
};

export type Account = Wire & {
  object: "v2.core.account";
  closed: boolean;
  $private: {
    readonly isMerchant: boolean;
    readonly state: "new" | "provided" | "restricted" | "closed";
    readonly refusesTransfers: number;
    readonly isPaidOutAtOnce: boolean;
  };
};

type AccountLink = Wire & {
  object: "v2.core.account_link";
  $private: {
    readonly refreshUrl: string;
    readonly returnUrl: string;
    readonly expires: number;
    readonly isUsed: boolean;
  };
};

const LINK_LASTS_S = 300;

/** Accounts v2: https://docs.stripe.com/api/v2/core/accounts/create */
export function createAccount(books: Books, params: Params): Wire {
  const country = required(text(params, "identity", "country"), "identity.country").toUpperCase();
  if (!/^[A-Z]{2}$/.test(country))
    throw invalidRequest(`Country '${country}' is unknown.`, { param: "identity.country" });
  const asks = (...path: string[]) => flag(params, "configuration", ...path, "requested");
  const isRecipient = asks("recipient", "capabilities", "stripe_balance", "stripe_transfers");
  const isMerchant = asks("merchant", "capabilities", "card_payments");
  if (!isRecipient && !isMerchant)
    throw invalidRequest("An account needs a configuration.", { param: "configuration" });
  const id = newId("acct");
  const account = books.insert<Account>({
    id,
    object: "v2.core.account",
    applied_configurations: [...(isRecipient ? ["recipient"] : []), ...(isMerchant ? ["merchant"] : [])],
    closed: false,
    contact_email: text(params, "contact_email"),
    created: books.now(),
    dashboard: text(params, "dashboard"),
    display_name: text(params, "display_name"),
    livemode: false,
    metadata: at(params, "metadata") ?? {},
    $private: { isMerchant, state: "new", refusesTransfers: 0, isPaidOutAtOnce: false },
  });
  books.connect(id);
  announce(books, account, "v2.core.account.created");
  return shown(account, params);
}

/** Stripe says of an account that is not there what it says of one that is another platform's. */
export function accountNamed(books: Books, id: string): Account {
  const account = books.platform.get<Account>(id, "v2.core.account");
  if (account !== null) return account;
  throw new StripeError(403, "invalid_request_error", `The provided key does not have access to account '${id}'.`, {
    code: "account_invalid",
  });
}

/** What was not asked to be included is not in the answer. */
export function shown(account: Account, params: Params): Wire {
  const included = Object.values((at(params, "include") ?? {}) as Params).map(String);
  const { state, isMerchant } = account.$private;
  const status = state === "provided" ? "active" : state === "new" ? "restricted" : "restricted";
  const payouts = { status, status_details: [] };
  const recipient = {
    applied: true,
    capabilities: { stripe_balance: { stripe_transfers: { status, status_details: [] }, payouts } },
  };
  const merchant = {
    applied: true,
    capabilities: { card_payments: { status, status_details: [] }, stripe_balance: { payouts } },
  };
  const has = (name: string) => included.includes(name);
  return {
    ...account,
    created: account.created,
    configuration: {
      recipient: has("configuration.recipient") ? recipient : null,
      merchant: has("configuration.merchant") && isMerchant ? merchant : null,
      customer: null,
    },
    requirements: has("requirements") ? { entries: entriesOf(account), summary: null } : null,
  };
}

function entriesOf({ $private: { state } }: Account) {
  const entry = (description: string, status: string, time?: string) => ({
    awaiting_action_from: "user",
    description,
    errors: [],
    impact: { restricts_capabilities: [] },
    minimum_deadline: { status, ...(time === undefined ? {} : { time }) },
    requested_reasons: [],
  });
  if (state === "new")
    return [
      entry("identity.business_details.registered_name", "currently_due"),
      entry("external_account", "currently_due"),
    ];
  if (state === "restricted") return [entry("identity.individual.documents", "past_due", "2026-11-01T00:00:00.000Z")];
  return [];
}

export function createLink(books: Books, params: Params, baseUrl: string): Wire {
  const account = accountNamed(books, required(text(params, "account"), "account"));
  const place = ["use_case", "account_onboarding"];
  if (account.closed) throw invalidRequest("The account is closed.", { param: "account" });
  const expires = books.now() + LINK_LASTS_S;
  const id = `alink_${letters(16)}`;
  return books.insert<AccountLink>({
    id,
    object: "v2.core.account_link",
    account: account.id,
    created: books.now(),
    expires_at: new Date(expires * 1000).toISOString(),
    livemode: false,
    url: `${baseUrl}/double/onboarding/${id}`,
    $private: {
      refreshUrl: required(text(params, ...place, "refresh_url"), "refresh_url"),
      returnUrl: required(text(params, ...place, "return_url"), "return_url"),
      expires,
      isUsed: false,
    },
  });
}

/** The seller opens a link, once and in time, and provides everything; else they are led to where a new one is made. */
export function takeLink(books: Books, id: string): { readonly next: string } {
  const link = books.get<AccountLink>(id, "v2.core.account_link");
  if (link === null) throw new Error("There is no such link.");
  const { refreshUrl, returnUrl, expires, isUsed } = link.$private;
  if (isUsed || books.now() > expires) return { next: refreshUrl };
  link.$private = { ...link.$private, isUsed: true };
  turnAccount(books, String(link["account"]), { to: "provided" });
  return { next: returnUrl };
}

export function turnAccount(books: Books, id: string, { to, ...oddities }: AccountTurn): void {
  const account = accountNamed(books, id);
  account.$private = { ...account.$private, ...(to === undefined ? {} : { state: to }), ...oddities };
  account.closed = account.$private.state === "closed";
  if (to === undefined) return;
  announce(books, account, to === "closed" ? "v2.core.account.closed" : "v2.core.account[requirements].updated");
  announce(books, account, "v2.core.account[configuration.recipient].capability_status_updated");
}

/** A thin event to the platform's endpoints, and the one of the first version to those for connected accounts. */
function announce(books: Books, account: Account, type: string): void {
  const url = `/v2/core/accounts/${account.id}`;
  const thin: unknown = {
    id: newId("evt"),
    object: "v2.core.event",
    created: new Date(books.now() * 1000).toISOString(),
    livemode: false,
    related_object: { id: account.id, type: "v2.core.account", url },
    type,
  };
  books.onEvent(thin as StripeEvent);
  books.connected.get(account.id)?.announce("account.updated", { ...account, object: "account" });
}

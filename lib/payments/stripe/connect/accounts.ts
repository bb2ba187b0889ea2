import type Stripe from "stripe";
import { unknownBecause } from "../../failure.ts";
import type { AccountLinkOutcome, AccountOutcome, NewAccount, SellerAccountService } from "../../seller-accounts.ts";
import { failureOf, orUnknown, requestIdOf, stripeFailure, type FromResponse } from "../failure.ts";
import type { InstallationMark } from "../metadata.ts";
import { accountFrom } from "./account-facts.ts";

type Create = Stripe.V2.Core.AccountCreateParams;
const INCLUDE: NonNullable<Create["include"]> = ["configuration.recipient", "configuration.merchant", "requirements"];

/**
 * Accounts of sellers, made by Accounts v2 and read from either version. The platform collects fees and bears losses, because
 * Stripe asks that of a marketplace whose sellers only receive. https://docs.stripe.com/connect/accounts-v2
 */
export function stripeSellerAccounts(stripe: Stripe, mark: InstallationMark): SellerAccountService {
  return {
    create: (account) => orUnknown(() => create(stripe, account, mark)),
    read: (id) => orUnknown(() => read(stripe, id)),
    link: (request) => orUnknown(() => link(stripe, request)),
  };
}

async function create(stripe: Stripe, account: NewAccount, mark: InstallationMark): Promise<AccountOutcome> {
  const { sellerId, name, email, country, use, key } = account;
  const configuration: Create["configuration"] = {
    recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
    ...(use === "transfers" ? {} : { merchant: { capabilities: { card_payments: { requested: true } } } }),
  };
  try {
    const made = await stripe.v2.core.accounts.create(
      {
        contact_email: email,
        display_name: name,
        dashboard: "express",
        identity: { country },
        defaults: { responsibilities: { fees_collector: "application", losses_collector: "application" } },
        configuration,
        include: INCLUDE,
        metadata: { seller_id: sellerId.slice(0, 500), ...mark },
      },
      { idempotencyKey: key },
    );
    return outcomeOf(made);
  } catch (error) {
    return notDone(error);
  }
}

async function read(stripe: Stripe, id: string): Promise<AccountOutcome> {
  if (!/^acct_\w+$/.test(id)) return { kind: "no_such_account" };
  try {
    return outcomeOf(await stripe.v2.core.accounts.retrieve(id, { include: INCLUDE }));
  } catch (error) {
    if (stripeFailure(error).statusCode !== 400) return missingOr(error);
  }
  // An account that the first version of the interface made may be unknown to the second.
  try {
    return outcomeOf(await stripe.accounts.retrieve(id));
  } catch (error) {
    return missingOr(error);
  }
}

async function link(
  stripe: Stripe,
  { id, refreshUrl, returnUrl }: Parameters<SellerAccountService["link"]>[0],
): Promise<AccountLinkOutcome> {
  if (!/^acct_\w+$/.test(id)) return { kind: "no_such_account" };
  try {
    const made = await stripe.v2.core.accountLinks.create({
      account: id,
      use_case: {
        type: "account_onboarding",
        account_onboarding: { refresh_url: refreshUrl, return_url: returnUrl },
      },
    });
    const expires = Date.parse(made.expires_at);
    return { kind: "link", url: made.url, expiresAt: Number.isNaN(expires) ? null : new Date(expires) };
  } catch (error) {
    return missingOr(error);
  }
}

function outcomeOf(object: FromResponse): AccountOutcome {
  const account = accountFrom(object);
  return account === null
    ? unknownBecause("unreadable", "an account in a form that we do not know", requestIdOf(object))
    : { kind: "account", account };
}

/** Stripe says of an account that is not there, or not ours, that the key may not see it. */
function missingOr(error: unknown) {
  const { statusCode, code } = stripeFailure(error);
  if (statusCode === 404 || code === "account_invalid" || code === "resource_missing")
    return { kind: "no_such_account" } as const;
  return notDone(error);
}

/** The second version of the interface gives its errors types of their own, so the status decides. */
function notDone(error: unknown) {
  const failure = stripeFailure(error);
  const { message, requestId } = failureOf(failure);
  if (failure.rawType === "idempotency_error")
    return { kind: "rejected", why: "the key was used for another account", requestId } as const;
  const isRefused = [400, 401, 403, 404].includes(failure.statusCode ?? 0);
  return isRefused
    ? ({ kind: "rejected", why: message ?? "", requestId } as const)
    : ({ kind: "unknown", why: failureOf(failure) } as const);
}

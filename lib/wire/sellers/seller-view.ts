import { decimalText, money, type Currency } from "../../money.ts";
import type { MoneyModel } from "../../sellers/money-model.ts";
import { notSelling, restrictionOf, type AccountFacts, type Seller, type SellerPolicy } from "../../sellers/record.ts";
import type { FeeRule } from "../../sellers/seller.ts";
import { whyNotReady } from "../../sellers/split.ts";
import { SELLER_FIELD_NAMES } from "./field-names.ts";

/**
 * A seller as the API and the command line show it. What can be changed has the names and forms in which it is given.
 * `taxWarnings`: sentences about what their own taxes leave untaxed.
 */
export function sellerView(seller: Seller, model: MoneyModel, taxWarnings: readonly string[]) {
  const { policies, returns, fees, facts } = seller;
  return {
    id: seller.id,
    state: seller.state,
    why: seller.why,
    since: seller.since.toISOString(),
    /** Why nothing of theirs is for sale; null: it is. */
    not_selling: notSelling(seller),
    /** Why they cannot be paid, though they are active or once they will be; null: they can. */
    not_ready: notReady(seller, model),
    made_by: seller.origin,
    in_file: seller.inFile.map((field) => SELLER_FIELD_NAMES[field]),
    name: seller.name,
    legal_name: seller.legalName,
    address: seller.address,
    country: seller.country,
    currencies: seller.currencies,
    locale: seller.locale,
    time_zone: seller.timeZone,
    tax_number: seller.taxNumber,
    email: seller.email,
    owner_email: seller.ownerEmail,
    phone: seller.phone,
    url: seller.url,
    logo: seller.logo,
    color: seller.color,
    policies: Object.fromEntries(Object.entries(policies).map(([kind, policy]) => [kind, policyView(policy)])),
    returns: returns === null ? null : { days: returns.days, paid_by: returns.paidBy },
    goods: seller.goods,
    delivery: seller.delivery,
    taxes: seller.taxes,
    tax_warnings: taxWarnings,
    fees: fees.map(feeView),
    account: seller.account,
    network_id: seller.networkId,
    sender_name: seller.senderName,
    statement_descriptor: seller.statementDescriptor,
    account_state: facts === null ? null : { ...factsView(facts), restriction: restrictionOf(seller) },
  };
}
export type SellerView = ReturnType<typeof sellerView>;

const notReady = ({ id, account, facts, networkId, fees }: Seller, model: MoneyModel) =>
  whyNotReady(model, { id, state: "active", account, canReceive: facts?.canReceive === true, networkId, fees });

const policyView = (policy: SellerPolicy) => (policy.kind === "page" ? { url: policy.url } : { text: policy.text });

const feeView = ({ category, ratePerMillion, fixedMinor }: FeeRule) => ({
  category,
  rate: `${ratePerMillion / 10_000}%`,
  fixed: Object.entries(fixedMinor).map(([currency, minor]) => {
    const amount = money(minor, currency as Currency);
    return `${decimalText(amount)} ${currency}`;
  }),
});

const factsView = ({
  canReceive,
  canCharge,
  canPayOut,
  requirements,
  disabledReason,
  isClosed,
  readAt,
}: AccountFacts) => ({
  can_receive: canReceive,
  can_charge: canCharge,
  can_pay_out: canPayOut,
  is_closed: isClosed,
  disabled_reason: disabledReason,
  requirements: requirements.map(({ what, dueAt, isPastDue }) => ({
    what,
    due_at: dueAt?.toISOString() ?? null,
    is_past_due: isPastDue,
  })),
  read_at: readAt.toISOString(),
});

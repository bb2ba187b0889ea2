import { describe, expect, it } from "vitest";
import { accountFrom } from "#lib/payments/stripe/connect/account-facts.ts";
import { planEventsIn } from "#lib/payments/stripe/subscription.ts";

const v2 = (status: string, changes: object = {}) => ({
  id: "acct_1",
  object: "v2.core.account",
  configuration: { recipient: { capabilities: { stripe_balance: { stripe_transfers: { status } } } } },
  requirements: { entries: [] },
  ...changes,
});

describe("a seller's account as Stripe has it", () => {
  it("of the second version can receive when its transfers are active, whatever else it lacks", () => {
    expect(accountFrom(v2("active"))).toMatchObject({ canReceive: true, canCharge: false, disabledReason: null });
    for (const status of ["pending", "restricted", "unsupported", "a_new_word"])
      expect(accountFrom(v2(status))).toMatchObject({ canReceive: false, disabledReason: status });
    expect(accountFrom(v2("active", { closed: true }))).toMatchObject({ canReceive: false, isClosed: true });
    expect(accountFrom({ id: "acct_1", object: "v2.core.account" })).toMatchObject({
      canReceive: false,
      requirements: [],
    });
  });

  it("says what is wanted, until when, and what is past due", () => {
    const entries = [
      { description: "external_account", minimum_deadline: { status: "currently_due", time: "2026-12-24T00:00:00Z" } },
      { description: "identity.individual.documents", minimum_deadline: { status: "past_due" } },
      { description: "something", minimum_deadline: null },
    ];
    expect(accountFrom(v2("restricted", { requirements: { entries } }))?.requirements).toEqual([
      { what: "external_account", dueAt: new Date("2026-12-24T00:00:00Z"), isPastDue: false },
      { what: "identity.individual.documents", dueAt: null, isPastDue: true },
      { what: "something", dueAt: null, isPastDue: false },
    ]);
  });

  it("of the first version is read by its capabilities and its requirements", () => {
    const account = {
      id: "acct_1",
      object: "account",
      charges_enabled: true,
      payouts_enabled: false,
      capabilities: { transfers: "active", card_payments: "active" },
      requirements: {
        currently_due: ["external_account", "individual.id_number"],
        past_due: ["individual.id_number"],
        current_deadline: 1_766_534_400,
        disabled_reason: "requirements.past_due",
      },
    };
    expect(accountFrom(account)).toMatchObject({
      canReceive: true,
      canCharge: true,
      canPayOut: false,
      disabledReason: "requirements.past_due",
    });
    expect(accountFrom(account)?.requirements.map(({ what, isPastDue }) => [what, isPastDue])).toEqual([
      ["individual.id_number", true],
      ["external_account", false],
    ]);
    expect(accountFrom({ object: "customer", id: "cus_1" })).toBeNull();
  });
});

it("a subscription of a connected account never counts for our plans, whatever it bears", () => {
  const event = (account: object) =>
    JSON.stringify({
      id: "evt_1",
      type: "customer.subscription.updated",
      livemode: false,
      ...account,
      data: {
        object: { id: "sub_1", metadata: { entitlement_id: "ent_0123456789abcdef", installation_id: "inst_here" } },
      },
    });
  const mark = { installation_id: "inst_here" };
  expect(planEventsIn(event({}), "test", mark)).toMatchObject([{ subscription: "sub_1" }]);
  expect(planEventsIn(event({ account: "acct_stranger" }), "test", mark)).toEqual([]);
});

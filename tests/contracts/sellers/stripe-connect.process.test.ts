import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Split } from "#lib/sellers/money-model.ts";
import { money } from "#lib/money.ts";
import type { AttemptAtService } from "#lib/payments/provider.ts";
import { freshAttempt, openPage, type ProviderBench } from "../provider-bench.ts";
import { NETWORK_ID, paidAttempt, partsOf, SELLER, splitOf, usd } from "./seller-bench.ts";
import { openStripeSellerBench, type StripeSellerBench } from "./stripe-seller-bench.ts";

let bench: StripeSellerBench;
let account: string;
beforeAll(async () => {
  bench = await openStripeSellerBench({ installationId: "inst_here", publishableKey: "pk_test_contract" });
});
afterAll(() => bench.close());
beforeEach(async () => {
  account = await bench.account("able", "own_charges");
});

const intentOf = async (attempt: { readonly reference: string }, at?: string) =>
  bench.platform.stripe.paymentIntents.retrieve(attempt.reference, {}, at === undefined ? {} : { stripeAccount: at });
const described = (split: Split, descriptor: string): Split => ({ ...split, descriptor });
const charge = async (at: ProviderBench, attempt: AttemptAtService) =>
  at.provider.chargeToken({ attempt, token: await at.token("pays", attempt) });
const sealed = (body: unknown, secret: string) => {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const { webhooks } = bench.platform.stripe;
  const payload = new TextDecoder().decode(bytes);
  const headers = new Headers({ "stripe-signature": webhooks.generateTestHeaderString({ payload, secret }) });
  return bench.platform.provider.readWebhook(bytes, headers);
};

describe("what is sent to Stripe for a payment that is divided", () => {
  it("destination: an amount for the seller instead of a fee, and the attempt as its group", async () => {
    const attempt = await paidAttempt(bench.platform, { split: splitOf("destination", account, usd(2500)) });
    expect(await intentOf(attempt)).toMatchObject({
      transfer_data: { destination: account, amount: 2250 },
      transfer_group: attempt.id,
      application_fee_amount: null,
      on_behalf_of: null,
    });
  });

  it("destination on behalf of the seller only where the setting says so", async () => {
    const provider = bench.platform.provide({ isOnBehalfOfSeller: true });
    const at = { ...bench.platform, provider };
    const attempt = await paidAttempt(at, { split: splitOf("destination", account, usd(2500)) });
    expect(await intentOf(attempt)).toMatchObject({ on_behalf_of: account, transfer_data: { destination: account } });
  });

  it("separate: the group alone; direct: the platform's fee alone, at the seller's account", async () => {
    const apart = await paidAttempt(bench.platform, { split: splitOf("separate", account, usd(2500)) });
    expect(await intentOf(apart)).toMatchObject({
      transfer_group: apart.id,
      transfer_data: null,
      application_fee_amount: null,
    });
    const own = await paidAttempt(bench.at(account), { split: splitOf("direct", account, usd(2500)) });
    expect(await intentOf(own, account)).toMatchObject({ transfer_data: null, application_fee_amount: 250 });
  });

  it("the descriptor becomes a suffix of letters that every network prints, or nothing", async () => {
    const suffixOf = async (descriptor: string) => {
      const split = described(splitOf("separate", account, usd(2500)), descriptor);
      return (await intentOf(await paidAttempt(bench.platform, { split }))).statement_descriptor_suffix;
    };
    expect(await suffixOf("Café «Reed» * Press & Sons")).toBe("Cafe Reed");
    expect(await suffixOf("★ 4711")).toBeNull();
  });

  it("a payment page bears the same division, and its form the seller's account", async () => {
    const split = splitOf("direct", account, usd(2500));
    const attempt = freshAttempt({ route: "external", split });
    const { provider } = bench.at(account);
    const page = await openPage(provider, attempt);
    expect(page).toMatchObject({ kind: "opened" });
    expect(await provider.embeddedForm?.(attempt)).toMatchObject({ form: { parameters: { stripeAccount: account } } });
    expect(provider.walletButtons?.(usd(2500))).toMatchObject({ parameters: { stripeAccount: account } });
    expect(bench.platform.provider.walletButtons?.(usd(2500))?.parameters).not.toHaveProperty("stripeAccount");
  });

  it("nothing is sent for a division that Stripe cannot carry out: rejected, and no request was made", async () => {
    const shares = [0, 1].map(() => ({ sellerId: SELLER, account, gross: usd(1250), fee: usd(0) }));
    const requests = async () => (await bench.platform.control.requests()).length;
    for (const split of [{ model: "destination" as const, shares }, splitOf("direct", account, usd(2500))]) {
      const attempt = freshAttempt({ split });
      const token = await bench.platform.token("pays", attempt);
      const before = await requests();
      expect(await bench.platform.provider.chargeToken({ attempt, token })).toMatchObject({ kind: "rejected" });
      expect(await requests()).toBe(before);
    }
    const elsewhere = freshAttempt({ split: splitOf("direct", "acct_of_nobody", usd(2500)) });
    expect(await charge(bench.at(account), elsewhere)).toMatchObject({ kind: "rejected" });
  });
});

describe("transfers at Stripe", () => {
  it("bear their source, their group and our key, and one from the balance no source", async () => {
    const attempt = await paidAttempt(bench.platform, { split: splitOf("separate", account, usd(2500)) });
    const { transfers } = partsOf(bench.platform.provider);
    const request = { attemptId: attempt.id, reference: attempt.reference, account, amount: usd(100), refusals: 0 };
    await transfers.send({ ...request, key: "first" });
    await transfers.send({ ...request, key: "again", fromBalance: true });
    const { data } = await bench.platform.stripe.transfers.list({ transfer_group: attempt.id });
    const { latest_charge: source } = await intentOf(attempt);
    expect(data).toMatchObject([
      { source_transaction: null, metadata: { transfer_key: "again", installation_id: "inst_here" } },
      { source_transaction: source, metadata: { transfer_key: "first", attempt_id: attempt.id } },
    ]);
  });

  it("are in the currency that the charge was booked in, in proportion and never more than it", async () => {
    await bench.platform.control.settleIn("usd", 1.0837);
    const eur = (amountMinor: number) => money(amountMinor, "EUR");
    const split = splitOf("separate", account, eur(2500), eur(250));
    const attempt = freshAttempt({ amount: eur(2500), split });
    const paid = await charge(bench.platform, attempt);
    const reference = paid.kind === "captured" ? paid.reference : "";
    const { transfers } = partsOf(bench.platform.provider);
    const send = (part: number) =>
      transfers.send({
        key: `${attempt.id}:${part}`,
        attemptId: attempt.id,
        reference,
        account,
        amount: eur(part),
        refusals: 0,
      });
    expect(await send(833)).toMatchObject({ kind: "sent", settled: usd(902) });
    expect(await send(834)).toMatchObject({ kind: "sent", settled: usd(903) });
    expect(await send(833)).toMatchObject({ kind: "sent", settled: usd(902) });
    expect(await send(832)).toMatchObject({ kind: "sent", settled: usd(901) });
    expect((await bench.transfers(attempt.id)).map(({ amountMinor }) => amountMinor)).toEqual([902, 903, 901]);
    await bench.platform.control.settleIn("eur", 1);
  });

  it("a refusal is kept under its key, so the next try has another one, and what an earlier key sent is found", async () => {
    const attempt = await paidAttempt(bench.platform, { split: splitOf("separate", account, usd(2500)) });
    const { transfers } = partsOf(bench.platform.provider);
    const { reference, id: attemptId } = attempt;
    const send = (refusals: number) =>
      transfers.send({ key: `${attemptId}:t`, attemptId, reference, account, amount: usd(2000), refusals });
    await bench.platform.control.turnAccount(account, { refusesTransfers: 1 });
    expect(await send(0)).toMatchObject({ kind: "refused", isFinal: false });
    expect(await send(0)).toMatchObject({ kind: "refused" });
    const sent = await send(1);
    expect(sent).toMatchObject({ kind: "sent" });
    // Stripe has forgotten the keys by now; the transfer's own metadata has not.
    await bench.platform.control.advance(3 * 86_400);
    expect(await send(1)).toEqual(sent);
    expect(await send(0)).toEqual(sent);
    expect(await bench.transfers(attemptId)).toHaveLength(1);
  });

  it("our own balance that is too low refuses a transfer from it for now", async () => {
    const attempt = await paidAttempt(bench.platform, { split: splitOf("separate", account, usd(2500)) });
    const { transfers } = partsOf(bench.platform.provider);
    const request = { attemptId: attempt.id, reference: attempt.reference, account, amount: usd(100), refusals: 0 };
    await bench.platform.control.refundRules({ isBalanceLow: true });
    expect(await transfers.send({ ...request, key: "low", fromBalance: true })).toMatchObject({
      kind: "refused",
      isFinal: false,
    });
    expect(await transfers.send({ ...request, key: "sourced" })).toMatchObject({ kind: "sent" });
    await bench.platform.control.refundRules({ isBalanceLow: false });
  });
});

describe("Stripe's webhooks of two scopes", () => {
  const ofAccount = (metadata: object, livemode = false) => ({
    id: "evt_x",
    object: "event",
    type: "payment_intent.succeeded",
    livemode,
    account: "acct_seller",
    data: { object: { id: "pi_1", status: "succeeded", amount_received: 100, currency: "usd", metadata } },
  });
  const ours = { attempt_id: "cs_1:1", installation_id: "inst_here" };

  it("an event at a seller's account is taken with either endpoint's secret, and says where it happened", async () => {
    for (const secret of ["whsec_of_connect", "whsec_in_use"])
      expect(await sealed(ofAccount(ours), secret)).toMatchObject({
        events: [{ attemptId: "cs_1:1", account: "acct_seller", outcome: { kind: "captured" } }],
      });
    expect(await sealed(ofAccount(ours), "whsec_of_a_stranger")).toMatchObject({ kind: "forged" });
  });

  it("a seller's business without us waits for nobody, and a test event says nothing in live mode", async () => {
    const read = await sealed(ofAccount({ attempt_id: "cs_1:1" }), "whsec_of_connect");
    expect(read).toMatchObject({ events: [{ isOfOther: true }] });
    expect(await sealed(ofAccount(ours), "whsec_of_connect")).not.toMatchObject({ events: [{ isOfOther: true }] });
    expect(await sealed(ofAccount(ours, true), "whsec_of_connect")).toMatchObject({ events: [], isOtherMode: true });
  });

  it("a provider at one account reads that account's events only", async () => {
    const bytes = new TextEncoder().encode(JSON.stringify(ofAccount(ours)));
    const payload = new TextDecoder().decode(bytes);
    const { webhooks } = bench.platform.stripe;
    const headers = () =>
      new Headers({ "stripe-signature": webhooks.generateTestHeaderString({ payload, secret: "whsec_of_connect" }) });
    const { at } = partsOf(bench.platform.provider);
    const readAt = (id: string) => at({ account: id, networkId: NETWORK_ID }).readWebhook(bytes, headers());
    expect(await readAt("acct_seller")).toMatchObject({ events: [{ attemptId: "cs_1:1" }] });
    expect(await readAt("acct_other")).toMatchObject({ events: [] });
  });

  it("thin events, account.updated and a payout that failed all ask to read the account again", async () => {
    const thin = (type: string, livemode = false) => ({
      id: "evt_thin",
      object: "v2.core.event",
      type,
      livemode,
      related_object: { id: "acct_seller", type: "v2.core.account", url: "/v2/core/accounts/acct_seller" },
    });
    const v1 = (type: string) => ({ ...ofAccount({}), type, data: { object: {} } });
    for (const event of [
      thin("v2.core.account[requirements].updated"),
      thin("v2.core.account[configuration.recipient].capability_status_updated"),
      thin("v2.core.account.closed"),
      v1("account.updated"),
      v1("payout.failed"),
    ])
      expect(await sealed(event, "whsec_of_connect"), event.type).toMatchObject({
        events: [],
        accountEvents: [{ id: event.id, account: "acct_seller" }],
      });
    const other = await sealed(thin("v2.core.account.closed", true), "whsec_in_use");
    expect(other).toMatchObject({ accountEvents: [], isOtherMode: true });
    expect(await sealed(v1("payout.paid"), "whsec_of_connect")).toMatchObject({ accountEvents: [] });
  });
});

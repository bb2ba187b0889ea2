import { accountUse } from "#lib/payments/seller-accounts.ts";
import type { TestShop } from "../../fixtures/test-shop.ts";
import { openStripeBench, type StripeBench } from "../../contracts/stripe/bench.ts";
import type { ProofService } from "./proof-service.ts";
import type { OtherService } from "./proof-shop.ts";

const CONNECT_SECRET = "whsec_of_connect";

/** Stripe's adapter over the double, with the endpoint for what happens at sellers' accounts. */
export async function openStripeForProof(): Promise<StripeBench> {
  const bench = await openStripeBench({ publishableKey: "pk_test_contract", connectWebhookSecrets: [CONNECT_SECRET] });
  await bench.control.addEndpoint({ url: bench.webhookUrl, secret: CONNECT_SECRET, connect: true });
  return bench;
}

export const atStripe = (bench: StripeBench): OtherService => ({
  provider: bench.provider,
  serviceOf: (shop) => stripeProof(bench, shop),
});

/** The double of Stripe as the service of a test shop. Its banks dispute what was not given back. */
function stripeProof({ control, stripe, provider, webhooks, close }: StripeBench, shop: TestShop): ProofService {
  const seen = { count: 0 };
  const chargesOf = async (reference: string, account: string | undefined) => {
    const { latest_charge: charge } = await stripe.paymentIntents.retrieve(
      reference,
      {},
      account === undefined ? {} : { stripeAccount: account },
    );
    return String(charge);
  };
  return {
    async account(sellerId, model, key = sellerId) {
      const use = accountUse(model);
      const seller = {
        sellerId,
        email: `${sellerId}@example.com`,
        country: "US",
        key,
        name: sellerId,
        use,
      } as const;
      const made = await provider.sellerAccounts?.create(seller);
      if (made?.kind !== "account") throw new Error(`no account: ${JSON.stringify(made)}`);
      await control.turnAccount(made.account.id, { to: "provided" });
      return made.account.id;
    },
    token: (_, account) => control.mintToken(account === null ? {} : { account }),
    payPage: async (reference) => void (await control.onPage(reference, "pay")),
    async dispute({ reference, account }) {
      const own = account !== null && account !== provider.account ? account : undefined;
      await control.disputeCharge(await chargesOf(reference, own), { is_inquiry: false });
    },
    async endDispute({ reference, account }, ending) {
      const own = account !== null && account !== provider.account ? account : undefined;
      const charge = await chargesOf(reference, own);
      const { data } = await stripe.disputes.list({ charge }, own === undefined ? {} : { stripeAccount: own });
      for (const { id } of data) await control.turnDispute(id, ending);
    },
    async deliver() {
      await control.flushDelivery();
      const fresh = webhooks().slice(seen.count).toReversed();
      seen.count += fresh.length;
      for (const { body, headers } of [...fresh, ...fresh]) {
        const answer = await shop.verbs.receiveWebhook({ provider: "stripe", body, headers });
        if (answer.kind !== "read") throw new Error(`a webhook was ${answer.kind}`);
      }
    },
    async ledger() {
      const { charges, transfers } = await control.ledger();
      // Our books know a payment, and the double's transfers the charge of it.
      return { charges, transfers: transfers.map(({ charge: _charge, ...transfer }) => transfer) };
    },
    async has(account) {
      const context = account === null ? {} : { stripeAccount: account };
      const rows = await stripe.balanceTransactions.list({ limit: 100 }, context).autoPagingToArray({ limit: 10_000 });
      const booked = rows.reduce((all, { amount }) => all + amount, 0);
      if (account !== null) return booked;
      // The double books what moves between accounts at the sellers' only.
      const { transfers, fees } = await control.ledger();
      return (
        booked +
        fees.reduce((all, fee) => all + fee.amount_minor - fee.returned_minor, 0) -
        transfers.reduce((all, one) => all + one.amount_minor - one.reversed_minor, 0)
      );
    },
    close,
  };
}

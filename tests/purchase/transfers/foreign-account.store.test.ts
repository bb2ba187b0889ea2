import { afterEach, describe, expect, it } from "vitest";
import { claimPayment } from "#lib/purchase/payment/claim-payment.ts";
import { receiveWebhook } from "#lib/purchase/receive-webhook.ts";
import { MONEY_MODELS } from "#lib/sellers/money-model.ts";
import type { PaymentEvent } from "#lib/payments/provider.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

const holder: { shop?: TestShop } = {};
afterEach(() => holder.shop?.close());

const PAYER = {
  route: "external",
  tokenHash: null,
  buyer: null,
  origin: "page",
  browser: null,
  shown: null,
  isOwner: true,
} as const;

/** The platform's endpoint, signed rightly: what an account connected to it reports. */
function deliver({ context }: TestShop, event: PaymentEvent) {
  const acknowledgement = { status: 200, body: "" };
  const provider = {
    ...context.provider,
    readWebhook: async () => ({ kind: "read" as const, events: [event], acknowledgement }),
  };
  return receiveWebhook(
    { ...context, provider },
    { provider: provider.name, body: new Uint8Array(), headers: new Headers() },
  );
}

describe.each(MONEY_MODELS)("under %s", (model) => {
  it.each([true, false])(
    "what a stranger's account was paid pays nobody's checkout, whether that account is known: %s",
    async (isKnown) => {
      const shop = await openTestShop(undefined, {
        marketplace: { model, feesOnRefund: "return" },
        isBankSilent: true,
      });
      holder.shop = shop;
      const { store } = shop.context;
      const { name } = shop.context.provider;
      if (isKnown)
        await store.transaction((one) =>
          one.saveSellersAccount({ provider: name, account: "acct_evil", platform: null }, shop.context.now()),
        );
      const id = await shop.readySession();
      const claim = await claimPayment(shop.context, id, PAYER);
      if (claim.kind !== "claimed") throw new Error(claim.kind);
      const { id: attemptId, amount } = claim.attempt;
      const paid = { id: "evt_1", attemptId, reference: "pi_evil", account: "acct_evil" } as const;
      await deliver(shop, { ...paid, outcome: { kind: "captured", reference: "pi_evil", amount } });
      await deliver(shop, { ...paid, id: "evt_2", outcome: { kind: "declined", reason: "other" } });
      await deliver(shop, { ...paid, id: "evt_3", outcome: { kind: "alerts_changed", reference: "pi_evil" } });
      expect((await store.session(id))?.status).toBe("paying");
      expect(await store.captures(id)).toEqual([]);
      for (const event of ["evt_1", "evt_2", "evt_3"]) expect(await store.event(name, event)).toBeNull();
      expect(shop.reports.map(({ message }) => message)).toContain(
        "an event of a seller's account names a payment of another account and is dropped",
      );
    },
  );
});

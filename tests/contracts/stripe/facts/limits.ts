import { randomUUID } from "node:crypto";
import type Stripe from "stripe";
import { expect, it } from "vitest";
import { openPage, payByCard, refusal } from "../double-client.ts";

/** What the adapter and the double both take for granted about amounts, addresses, look-ups and time at Stripe. */
export function limitFacts(open: () => Stripe): void {
  const byCard = (method: string, transferGroup: string) =>
    open().paymentIntents.create({
      amount: 2500,
      currency: "usd",
      confirm: true,
      payment_method: method,
      transfer_group: transferGroup,
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    });

  it("every try of a transfer group is listed by it at once, the declined one too", async () => {
    const group = `cs_${randomUUID()}:1`;
    await refusal(byCard("pm_card_chargeDeclined", group));
    await byCard("pm_card_visa", group);
    const { data } = await open().charges.list({ transfer_group: group, limit: 100, expand: ["data.payment_intent"] });
    expect(data.map(({ status }) => status)).toEqual(["succeeded", "failed"]);
  });

  it("too little is amount_too_small and too much amount_too_large, and neither is carried out", async () => {
    expect(await refusal(payByCard(open(), "pm_card_visa", 49))).toMatchObject({
      statusCode: 400,
      code: "amount_too_small",
    });
    expect(await refusal(payByCard(open(), "pm_card_visa", 100_000_000))).toMatchObject({
      statusCode: 400,
      code: "amount_too_large",
    });
  });

  it.each(["ada@gmial", "jörg@example.de", "ada@example..com"])(
    "a page for %s is refused as email_invalid",
    async (email) => {
      expect(await refusal(openPage(open(), { customer_email: email }))).toMatchObject({
        statusCode: 400,
        code: "email_invalid",
      });
    },
  );

  it("a page takes postage without asking for an address, and leaves out what is paid days later", async () => {
    const page = await openPage(open(), {
      excluded_payment_method_types: ["sepa_debit", "us_bank_account", "boleto", "customer_balance"],
    });
    expect(page).toMatchObject({ status: "open", amount_total: 2850 });
  });

  it("each response has Stripe's time", async () => {
    const { lastResponse } = await open().paymentIntents.list({ limit: 1 });
    const stripeTime = Date.parse(lastResponse.headers["date"] ?? "");
    expect(Math.abs(stripeTime - Date.now())).toBeLessThan(60_000);
  });

  it("a refund is succeeded or pending at once, as its card lets it be, and is listed with its payment", async () => {
    const made = async (card: string) => {
      const { id } = await byCard(card, `cs_${randomUUID()}:1`);
      const { status } = await open().refunds.create({ payment_intent: id, metadata: { refund_key: id } });
      const { data } = await open().refunds.list({ payment_intent: id, limit: 100 });
      return [status, data.length, data[0]?.metadata?.["refund_key"] === id];
    };
    expect(await made("pm_card_visa")).toEqual(["succeeded", 1, true]);
    expect(await made("pm_card_pendingRefund")).toEqual(["pending", 1, true]);
    expect(await made("pm_card_refundFail")).toEqual(["succeeded", 1, true]);
  });
}

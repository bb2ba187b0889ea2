import type Stripe from "stripe";
import { expect, it, vi } from "vitest";
import { refusal } from "../double-client.ts";

/** A dispute appears at Stripe a few seconds after its card was charged. */
const SOON = { timeout: 20_000, interval: 500 };

const SMALL_PDF =
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
  "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/** What the adapter and the double both take for granted about disputes. Asked of the double and, with a test key, of Stripe. */
export function disputeFacts(open: () => Stripe): void {
  const pay = async (card: string) => {
    const { id } = await open().paymentIntents.create({
      amount: 2500,
      currency: "usd",
      confirm: true,
      payment_method: card,
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    });
    return id;
  };
  const disputeOf = (intent: string) =>
    vi.waitFor(async () => {
      const { data } = await open().disputes.list({ payment_intent: intent });
      const [dispute] = data;
      if (dispute === undefined) throw new Error("not disputed yet");
      return dispute;
    }, SOON);

  it("a chargeback names its payment, its deadline and what it took, and stops a refund with charge_disputed", async () => {
    const intent = await pay("pm_card_createDispute");
    const dispute = await disputeOf(intent);
    expect(dispute).toMatchObject({
      status: "needs_response",
      amount: 2500,
      payment_intent: intent,
      reason: "fraudulent",
    });
    expect(dispute.evidence_details).toMatchObject({ submission_count: 0, has_evidence: false });
    expect(dispute.evidence_details.due_by).toBeGreaterThan(Date.now() / 1000);
    await vi.waitFor(async () => {
      const { balance_transactions: bookings } = await open().disputes.retrieve(dispute.id);
      expect(bookings).toMatchObject([{ amount: -2500, reporting_category: "dispute" }]);
    }, SOON);
    expect(await refusal(open().refunds.create({ payment_intent: intent }))).toMatchObject({
      statusCode: 400,
      code: "charge_disputed",
    });
  });

  it("evidence is submitted once, and the words of a test win", async () => {
    const dispute = await disputeOf(await pay("pm_card_createDispute"));
    const submit = () => open().disputes.update(dispute.id, { evidence: { uncategorized_text: "winning_evidence" } });
    await submit();
    await vi.waitFor(async () => {
      const after = await open().disputes.retrieve(dispute.id);
      expect(after.status).toBe("won");
      expect(after.evidence_details.submission_count).toBe(1);
      expect(after.balance_transactions.reduce((total, { amount }) => total + amount, 0)).toBe(0);
    }, SOON);
    expect((await refusal(submit())).statusCode).toBe(400);
  });

  it("evidence that is only staged is not submitted, and may be too long", async () => {
    const { id } = await disputeOf(await pay("pm_card_createDisputeProductNotReceived"));
    const staged = await open().disputes.update(id, { evidence: { product_description: "A mug" }, submit: false });
    expect(staged.evidence_details).toMatchObject({ submission_count: 0, has_evidence: true });
    const evidence = { uncategorized_text: "x".repeat(150_001) };
    expect((await refusal(open().disputes.update(id, { evidence, submit: false }))).statusCode).toBe(400);
  });

  it("a file is taken by what is in it, and its id in a field", async () => {
    const { id } = await disputeOf(await pay("pm_card_createDisputeProductNotReceived"));
    const upload = (text: string) =>
      open().files.create({
        purpose: "dispute_evidence",
        file: { data: new TextEncoder().encode(text), name: "proof.pdf", type: "application/pdf" },
      });
    expect((await refusal(upload("<html>no PDF</html>"))).statusCode).toBe(400);
    const { id: file } = await upload(SMALL_PDF);
    const evidence = { shipping_documentation: file };
    const staged = await open().disputes.update(id, { evidence, submit: false });
    expect(staged.evidence.shipping_documentation).toBe(file);
    const unknown = { receipt: "file_nobody" };
    expect(
      (await refusal(open().disputes.update(id, { evidence: unknown, submit: false }))).statusCode,
    ).toBeGreaterThan(399);
  });

  it("an inquiry takes no money, a part does not end it, and a full refund does", async () => {
    const intent = await pay("pm_card_createDisputeInquiry");
    const dispute = await disputeOf(intent);
    expect(dispute).toMatchObject({ status: "warning_needs_response", is_charge_refundable: true });
    expect(dispute.balance_transactions).toEqual([]);
    await open().refunds.create({ payment_intent: intent, amount: 100 });
    expect((await open().disputes.retrieve(dispute.id)).status).toBe("warning_needs_response");
    await open().refunds.create({ payment_intent: intent });
    await vi.waitFor(
      async () => expect((await open().disputes.retrieve(dispute.id)).status).toBe("warning_closed"),
      SOON,
    );
  });

  it("an early fraud warning is actionable until the payment is refunded", async () => {
    const intent = await pay("pm_card_createIssuerFraudRecord");
    const warning = await vi.waitFor(async () => {
      const { data } = await open().radar.earlyFraudWarnings.list({ payment_intent: intent });
      const [one] = data;
      if (one === undefined) throw new Error("no warning yet");
      return one;
    }, SOON);
    expect(warning).toMatchObject({ actionable: true, payment_intent: intent });
    await open().refunds.create({ payment_intent: intent });
    await vi.waitFor(async () => {
      expect((await open().radar.earlyFraudWarnings.retrieve(warning.id)).actionable).toBe(false);
    }, SOON);
  });
}

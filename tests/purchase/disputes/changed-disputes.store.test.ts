import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { money } from "#lib/money.ts";
import type { Refund } from "#lib/orders/refund.ts";
import type { Dispute } from "#lib/orders/disputes/alert.ts";
import type { Order } from "#lib/orders/order.ts";
import type { DisputeService } from "#lib/payments/dispute-service.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import { readAlerts } from "#lib/purchase/disputes/read-alerts.ts";
import { submitEvidence } from "#lib/purchase/disputes/submit-evidence.ts";
import { disputeOf } from "../../fixtures/alerts.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { openMailBench, type MailBench } from "../../mail/mail-bench.ts";
import { paidOrder } from "../orders/paid-order.ts";

let bench: MailBench;
let shop: TestShop;
beforeAll(async () => {
  bench = openMailBench();
  shop = await openTestShop(undefined, { mailer: bench.mailer });
});
afterAll(async () => {
  await shop.close();
  bench.close();
});

/** A provider that lists this dispute of an order, and takes evidence as the test says. */
function disputed(order: Order, changes: Partial<Dispute> = {}) {
  const listed: { now: Dispute | null } = { now: disputeOf(order, { id: `dp_${order.id}`, ...changes }) };
  const submitted: string[] = [];
  let answer: "submitted" | "unknown" = "submitted";
  const disputes: DisputeService = {
    ...(shop.context.provider.disputes as DisputeService),
    read: async () =>
      listed.now === null
        ? { kind: "unknown", why: { kind: "undecided", message: "", requestId: null } }
        : { kind: "listed", alerts: [listed.now] },
    submit: async ({ key }) => {
      await new Promise((done) => setTimeout(done, 100));
      submitted.push(key);
      return answer === "submitted"
        ? { kind: "submitted" }
        : { kind: "unknown", why: { kind: "undecided", message: "", requestId: null } };
    },
  };
  const context: PurchaseContext = { ...shop.context, provider: { ...shop.context.provider, disputes } };
  return {
    submitted,
    list: (next: Partial<Dispute> | null) => {
      listed.now = next === null || listed.now === null ? null : { ...listed.now, ...next };
    },
    answers: (next: typeof answer) => {
      answer = next;
    },
    read: () => readAlerts(context, order.paymentReference),
    submit: (text: string) =>
      submitEvidence(context, {
        orderId: order.id,
        disputeId: `dp_${order.id}`,
        evidence: { uncategorized_text: text },
        why: "a test",
      }),
  };
}

describe("an inquiry that becomes a chargeback", () => {
  it("is reported to the seller again, once, since now there is money to lose and a day to answer by", async () => {
    const order = await paidOrder(shop);
    const bank = disputed(order, { kind: "inquiry", taken: null, evidenceDueAt: null });
    await bank.read();
    bank.list({ kind: "chargeback", taken: order.paid, evidenceDueAt: new Date("2026-12-10T00:00:00Z") });
    await bank.read();
    bank.list({ status: "under_review", state: "under_review" });
    await bank.read();
    const ids = ["inquiry", "chargeback"].map((kind) => `dispute_opened:${kind}:dp_${order.id}`);
    const mails = await Promise.all(ids.map((id) => shop.context.store.mail(id)));
    expect(mails.map((mail) => mail?.request)).toMatchObject([
      { kind: "dispute_opened", deadline: null },
      { kind: "dispute_opened", deadline: "2026-12-10T00:00:00.000Z" },
    ]);
  });
});

describe("a dispute that is decided", () => {
  it.each([
    ["won", "a dispute was won, and its money comes back"],
    ["lost", "a dispute was lost, and its money stays with the buyer"],
  ] as const)(
    "is reported as %s once, also when the money or the provider's word for it follows later",
    async (state, message) => {
      const order = await paidOrder(shop);
      const bank = disputed(order);
      await bank.read();
      bank.list({ state, status: state });
      await bank.read();
      bank.list({ taken: money(state === "won" ? 0 : order.paid.amountMinor, "USD"), fee: money(1500, "USD") });
      await bank.read();
      bank.list({ status: `${state}_finally` });
      await bank.read();
      const reported = [...shop.reports, ...shop.warnings].filter(
        (one) => one.fields["reference"] === order.paymentReference && one.message === message,
      );
      expect(reported).toHaveLength(1);
    },
  );
});

describe("evidence that two people submit at once", () => {
  it("is sent once, and whoever came second learns that none is awaited", async () => {
    const bank = disputed(await paidOrder(shop));
    await bank.read();
    const outcomes = await Promise.all([bank.submit("a parcel"), bank.submit("a letter")]);
    expect(bank.submitted).toHaveLength(1);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(["not_awaited", "submitted"]);
  });

  it("may be sent again without an answer, the same at once and other evidence later", async () => {
    const bank = disputed(await paidOrder(shop));
    await bank.read();
    bank.answers("unknown");
    expect((await bank.submit("a parcel")).kind).toBe("unknown");
    expect((await bank.submit("a letter")).kind).toBe("not_awaited");
    expect((await bank.submit("a parcel")).kind).toBe("unknown");
    expect(new Set(bank.submitted).size).toBe(1);
    shop.advance(11 * 60_000);
    bank.answers("submitted");
    expect((await bank.submit("a letter")).kind).toBe("submitted");
  });

  it("is not sent while the provider does not say what it has already", async () => {
    const bank = disputed(await paidOrder(shop));
    await bank.read();
    bank.list(null);
    expect((await bank.submit("a parcel")).kind).toBe("unknown");
    expect(bank.submitted).toEqual([]);
  });
});

describe("money that a lost dispute has taken", () => {
  it("pays for the refused refunds that it covers all together, and the others stay for a person", async () => {
    const order = await paidOrder(shop);
    const { store, now } = shop.context;
    const lost = money(6000, order.paid.currency);
    const refused = (key: string, amountMinor: number): Refund => ({
      key: `${order.id}:${key}`,
      provider: shop.context.provider.name,
      reference: order.paymentReference,
      sessionId: order.sessionId,
      orderId: order.id,
      sellerId: order.sellerId,
      amount: money(amountMinor, order.paid.currency),
      state: "refused",
      why: "a test",
      requestedAt: now(),
      settledAt: now(),
      providerId: null,
      madeBy: "us",
      reason: "charge_disputed",
      items: null,
      refusals: 1,
      tries: 1,
      dueAt: now(),
      resolvedAt: null,
    });
    const rows = [refused("a", 4000), refused("b", 6000)];
    await store.transaction(async (transaction) => {
      for (const row of rows) await transaction.insertRefund(row);
    });
    await disputed(order, { state: "lost", status: "lost", amount: lost, taken: lost }).read();
    const after = await Promise.all(rows.map(({ key }) => store.refund(key)));
    expect(after.map((one) => one?.dueAt)).toEqual([null, null]);
    expect(after.filter((one) => one?.resolvedAt !== null)).toHaveLength(1);
    const needing = (await store.lostRefunds(50)).map(({ key }) => key);
    expect(rows.filter(({ key }) => needing.includes(key))).toHaveLength(1);
  });
});

import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { sessionId, type SessionId } from "#lib/ids.ts";
import { openExperimentShop } from "./experiment-shop.ts";

const bench = await openExperimentShop();
const { shop, call, record, newShopper, ready, shown, payInChat, payOnPage, stored } = bench;
afterAll(() => shop.close());

/** Each test counts in a phase of its own. */
let phase = "";
let tests = 0;
beforeEach(() => {
  tests += 1;
  phase = `phase-${tests}`;
  shop.flags.set({ killed: false, beta: true, variant: "instant", phase });
});
const counted = (arm?: "instant" | "external") => bench.counted(phase, arm);

async function openPage(id: SessionId): Promise<string> {
  const buyer = { name: "Ada", email: "ada@example.com", phoneNumber: null };
  await shop.verbs.updateCheckout({ sessionId: id, buyer });
  const opened = await shop.verbs.openHostedPayment({ sessionId: id });
  if (opened.kind !== "opened") throw new Error(opened.kind);
  return new URL(opened.url).pathname.split("/").at(-1) ?? "";
}

describe("what became of a session", () => {
  it("clicked, sheet opened, pay pressed, paid: each with its first time, the amount and its square", async () => {
    const id = await shown();
    shop.advance(1000);
    await record(id, "clicked");
    await record(id, "sheet_opened");
    shop.advance(5000);
    await payInChat(id, `tok_sandbox_ok_${id}`);
    const session = await stored(id);
    const total = (await shop.context.store.session(id))?.totals.total.amountMinor ?? 0;
    expect(session).toMatchObject({ outcome: "paid", grossMinor: total, beforeMinor: 0, declinedAt: null });
    const payTime = BigInt((session.paidAt?.getTime() ?? 0) - (session.shownAt?.getTime() ?? 0));
    expect(payTime).toBeGreaterThanOrEqual(6000n);
    const sums = { sum: BigInt(total), squares: BigInt(total) ** 2n };
    expect(await counted()).toMatchObject({
      clicked: 1,
      opened: 1,
      detailsGiven: 1,
      payPressed: 1,
      paid: 1,
      payTime: { sum: payTime, squares: payTime ** 2n },
      gross: sums,
      net: sums,
    });
  });

  it("the external route: page opened, pay pressed, and the webhook says paid before anybody asks", async () => {
    const id = await shown(newShopper(), "external");
    await record(id, "page_opened");
    await shop.verbs.recordVisit({ sessionId: id });
    const page = await openPage(id);
    expect(await counted("external")).toMatchObject({ clicked: 1, opened: 1, payPressed: 1, paid: 0 });
    shop.bank.answerPage(page, "pay");
    shop.bank.start();
    await expect.poll(async () => (await stored(id)).outcome, { timeout: 10_000 }).toBe("paid");
    expect(await counted("external")).toMatchObject({ paid: 1, abandoned: 0 });
  });

  it("opening the page without a word from the widget is known to the server alone", async () => {
    const id = await shown(newShopper(), "external");
    await shop.verbs.recordVisit({ sessionId: id });
    expect(await counted("external")).toMatchObject({ clicked: 0, opened: 1 });
  });

  it("declined and then paid counts as both", async () => {
    const id = await shown();
    await payInChat(id, `tok_sandbox_declined_${id}`);
    expect(await stored(id)).toMatchObject({ outcome: "declined" });
    await payInChat(id, `tok_sandbox_ok_${id}`);
    expect(await stored(id)).toMatchObject({ outcome: "paid", declinedAt: expect.any(Date) });
    expect(await counted()).toMatchObject({ declined: 1, paid: 1, abandoned: 0 });
  });

  it("canceled", async () => {
    const id = await shown();
    await call("cancel_checkout", { checkout_session_id: id });
    expect(await stored(id)).toMatchObject({ outcome: "canceled" });
    expect(await counted()).toMatchObject({ canceled: 1, abandoned: 0 });
  });

  it("abandoned when its time is over and nothing else happened, but declined stays declined", async () => {
    const [left, declined] = [await shown(), await shown()];
    await payInChat(declined, `tok_sandbox_declined_${declined}`);
    shop.advance(7 * 3_600_000);
    await shop.verbs.sweep();
    expect((await stored(left)).outcome).toBe("abandoned");
    expect(await stored(declined)).toMatchObject({ outcome: "declined", expiredAt: expect.any(Date) });
    expect(await counted()).toMatchObject({ shown: 2, abandoned: 1, declined: 1 });
  });

  it("unresolved while nobody knows, and what it was once somebody does", async () => {
    const id = await shown();
    await payInChat(id, `tok_sandbox_timeout_captured_${id}`);
    expect(await stored(id)).toMatchObject({ outcome: "unresolved" });
    expect(await counted()).toMatchObject({ unresolved: 1, paid: 0, abandoned: 0 });
    await shop.verbs.checkOrder({ sessionId: sessionId(id) });
    expect(await counted()).toMatchObject({ unresolved: 0, paid: 1 });
  });

  it("a refund lowers net and not gross, and one after the age that the plan names changes nothing", async () => {
    const [early, late] = [await shown(), await shown()];
    const paid: bigint[] = [];
    for (const id of [early, late]) {
      await payInChat(id, `tok_sandbox_ok_${id}`);
      paid.push(BigInt((await stored(id)).grossMinor));
    }
    const refund = async (id: SessionId, amountMinor: number) => {
      const session = await shop.context.store.session(id);
      if (session?.status !== "completed") throw new Error("not paid");
      const request = { orderId: session.orderId, amountMinor, requestId: "r", why: "a test" };
      expect((await shop.verbs.refundOrder(request)).kind).toBe("done");
    };
    await refund(early, 700);
    const gross = (paid[0] ?? 0n) + (paid[1] ?? 0n);
    expect(await counted()).toMatchObject({ refunded: 1, gross: { sum: gross }, net: { sum: gross - 700n } });
    shop.advance(29 * 86_400_000);
    await refund(late, 900);
    expect(await counted()).toMatchObject({ refunded: 1, gross: { sum: gross }, net: { sum: gross - 700n } });
  });

  it("a dispute that is lost lowers net and not gross, once, and one that is open changes nothing", async () => {
    const id = await shown();
    await payInChat(id, `tok_sandbox_disputed_${id}`);
    const gross = BigInt((await stored(id)).grossMinor);
    shop.bank.start();
    shop.advance(6000);
    const alerts = async () => {
      const session = await shop.context.store.session(id);
      return session?.status === "completed" ? ((await shop.context.store.order(session.orderId))?.alerts ?? []) : [];
    };
    await expect.poll(async () => (await alerts()).length, { timeout: 10_000 }).toBe(1);
    expect(await counted()).toMatchObject({ refunded: 0, gross: { sum: gross }, net: { sum: gross } });
    shop.advance(10 * 86_400_000);
    for (let time = 0; time < 2; time += 1) await shop.verbs.sweep();
    expect(await alerts()).toMatchObject([{ state: "lost" }]);
    expect(await counted()).toMatchObject({ refunded: 1, gross: { sum: gross }, net: { sum: 0n } });
    expect(shop.reports.splice(0).map(({ message }) => message)).toEqual([
      "a payment is disputed, and its money is taken until the bank has decided",
      "a dispute was lost, and its money stays with the buyer",
    ]);
  });

  it("what the shopper bought in the 14 days before is known, older orders and other currencies are not in it", async () => {
    const meta = newShopper();
    const buys: SessionId[] = [];
    for (const daysLater of [15, 0]) {
      shop.flags.set({ beta: false });
      const id = await ready(meta);
      await payOnPage(id);
      buys.push(id);
      shop.advance(daysLater * 86_400_000 + 1000);
    }
    shop.flags.set({ beta: true });
    const last = await shop.context.store.session(buys[1] ?? sessionId(""));
    const id = await shown(meta);
    expect((await stored(id)).beforeMinor).toBe(last?.totals.total.amountMinor);
    expect(await counted()).toMatchObject({ paid: 0, before: { sum: BigInt(last?.totals.total.amountMinor ?? 0) } });
  });
});

it("nothing broke in any of the calls above", () => {
  expect(bench.server.reports).toEqual([]);
  expect(shop.reports).toEqual([]);
});

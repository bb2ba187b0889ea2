import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SessionId } from "#lib/ids.ts";
import { openStripeBench, type StripeBench } from "../../contracts/stripe/bench.ts";
import { createVerbs, type Verbs } from "../../fixtures/verbs.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { testServer } from "../../mcp/test-client.ts";

let bench: StripeBench;
let shop: TestShop;
let verbs: Verbs;
beforeAll(async () => {
  bench = await openStripeBench();
});
afterAll(() => bench.close());
// Each shop has a clock of its own, which its test moves.
beforeEach(async () => {
  shop = await openTestShop();
  verbs = createVerbs({ ...shop.context, provider: bench.provider });
});
afterEach(() => shop.close());

const SHOPPER = "shopper-with-a-bank";
const DAYS_MS = 86_400_000;
const statusOf = async (id: SessionId) => (await verbs.checkOrder({ sessionId: id }))?.session.status;

/** A checkout whose buyer paid by a bank debit or a voucher, and left. */
async function pendingCheckout(action: "pay_later" | "take_voucher") {
  const id = await shop.readySession("mug", SHOPPER);
  await verbs.openHostedPayment({ sessionId: id });
  const [attempt] = await shop.context.store.attempts(id);
  const page = attempt?.reference ?? "";
  await bench.control.onPage(page, action);
  return { id, page };
}
/** What ChatGPT is answered when it asks for the status. */
async function statusText(id: SessionId): Promise<string> {
  const client = await testServer(verbs).connect();
  const { content } = await client.callTool({
    name: "get_order_status",
    arguments: { checkout_session_id: id },
    _meta: { "openai/subject": SHOPPER },
  });
  return JSON.stringify(content);
}

describe.each(["pay_later", "take_voucher"] as const)("a payment that takes days (%s)", (action) => {
  it("is pending meanwhile, long after its checkout's time, and neither closed nor called failed", async () => {
    const { id, page } = await pendingCheckout(action);
    expect(await statusOf(id)).toBe("unresolved");
    shop.advance(2 * DAYS_MS);
    await verbs.sweep();
    expect(await statusOf(id)).toBe("unresolved");
    expect(await verbs.failedPayment({ sessionId: id })).toBeNull();
    await bench.control.onPage(page, "succeed_later");
    expect(await statusOf(id)).toBe("completed");
  });

  it("and fails then is reported to the buyer, in the chat too, and nothing of it stays open", async () => {
    const { id, page } = await pendingCheckout(action);
    expect(await statusOf(id)).toBe("unresolved");
    shop.advance(3 * DAYS_MS);
    await bench.control.onPage(page, "fail_later");
    expect(await statusOf(id)).toBe("expired");
    expect(await verbs.failedPayment({ sessionId: id })).toMatchObject({ reason: "insufficient_funds" });
    expect(await statusText(id)).toMatch(/failed on .*, and nothing was charged/);
    expect(await shop.context.store.attempts(id)).toMatchObject([{ outcome: { kind: "declined" } }]);
  });
});

describe("a payment that failed", () => {
  it("is no longer reported once another one was begun", async () => {
    const { id, page } = await pendingCheckout("pay_later");
    await statusOf(id);
    await bench.control.onPage(page, "fail_later");
    expect(await statusOf(id)).toBe("ready");
    expect(await verbs.failedPayment({ sessionId: id })).not.toBeNull();
    await verbs.openHostedPayment({ sessionId: id });
    expect(await verbs.failedPayment({ sessionId: id })).toBeNull();
  });
});

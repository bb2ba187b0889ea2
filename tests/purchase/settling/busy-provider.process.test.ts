import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SessionId } from "#lib/ids.ts";
import { openStripeBench, type StripeBench } from "../../contracts/stripe/bench.ts";
import { createVerbs, type Verbs } from "../../fixtures/verbs.ts";
import { ada, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

/** A change is sent this often before it is given up. */
const EVERY_TRY = 5;

let bench: StripeBench;
let shop: TestShop;
let verbs: Verbs;
beforeAll(async () => {
  bench = await openStripeBench();
  shop = await openTestShop();
  verbs = createVerbs({ ...shop.context, provider: bench.provider });
});
afterAll(async () => {
  await shop.close();
  await bench.close();
});
beforeEach(() => bench.control.clearFaults());

const CHARGES = "/v1/payment_intents";
const PAGES = "/v1/checkout/sessions";
const refuse = (path: string, times: number, because: "endpoint-rate" | "lock" = "endpoint-rate", nth = 1) =>
  bench.control.fault({ fault: { kind: "answer", status: 429, because }, method: "POST", path, times, nth });
const capturedAt = async (id: SessionId) =>
  (await bench.control.ledger()).charges.filter((charge) => charge.session === id && charge.state !== "declined");
const pay = (sessionId: SessionId, token: string) => verbs.payWithToken({ sessionId, token, buyer: ada });
const sentFor = async (id: SessionId) =>
  (await bench.control.requests()).filter((one) => one.idempotency_key?.startsWith(`${id}:`) === true);

describe("a request that the provider answers with one too many", () => {
  it.each(["endpoint-rate", "lock"] as const)(
    "(%s) is sent again under the same key, and paid once",
    async (because) => {
      const id = await shop.readySession();
      await refuse(CHARGES, 2, because);
      expect((await pay(id, await bench.control.mintToken())).kind).toBe("completed");
      expect(await capturedAt(id)).toHaveLength(1);
      expect(new Set((await sentFor(id)).map((one) => one.idempotency_key))).toEqual(new Set([`${id}:1`]));
    },
  );

  it("every time charges nothing, says so, and frees the session at once: the same token pays then", async () => {
    const id = await shop.readySession();
    const token = await bench.control.mintToken();
    await refuse(CHARGES, EVERY_TRY);
    expect(await pay(id, token)).toMatchObject({ kind: "provider_busy", session: { status: "ready" } });
    expect(await capturedAt(id)).toEqual([]);
    expect((await pay(id, token)).kind).toBe("completed");
    expect(await capturedAt(id)).toHaveLength(1);
  });

  it("is no missing answer to the breaker", async () => {
    const id = await shop.readySession();
    await refuse(CHARGES, EVERY_TRY);
    await pay(id, await bench.control.mintToken());
    expect(await shop.context.store.attempts(id)).toMatchObject([{ outcome: { kind: "voided" }, unansweredAt: null }]);
  });

  it("at the page, the buyer hears that nothing was charged, and the next try opens it", async () => {
    const id = await shop.readySession();
    await refuse(PAGES, EVERY_TRY);
    expect(await verbs.openHostedPayment({ sessionId: id })).toMatchObject({
      kind: "provider_busy",
      session: { status: "ready" },
    });
    expect((await verbs.openHostedPayment({ sessionId: id })).kind).toBe("opened");
  });

  it("after a try whose reply was lost is not taken for nothing: the payment that was made is found", async () => {
    const id = await shop.readySession();
    await bench.control.fault({ fault: { kind: "reply_lost" }, method: "POST", path: CHARGES });
    await refuse(CHARGES, EVERY_TRY, "endpoint-rate", 2);
    expect((await pay(id, await bench.control.mintToken())).kind).toBe("still_checking");
    expect((await verbs.checkOrder({ sessionId: id }))?.session.status).toBe("completed");
    expect(await capturedAt(id)).toHaveLength(1);
  });

  it("leaves the session unresolved where the attempt cannot be voided either", async () => {
    const id = await shop.readySession();
    await refuse(CHARGES, 2 * EVERY_TRY);
    expect(await pay(id, await bench.control.mintToken())).toMatchObject({
      kind: "still_checking",
      session: { status: "unresolved" },
    });
  });
});

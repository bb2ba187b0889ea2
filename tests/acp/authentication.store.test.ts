import { afterAll, describe, expect, it } from "vitest";
import { sessionId } from "#lib/ids.ts";
import { chargesOf, openTestShop } from "../fixtures/test-shop.ts";
import { sessionProblems } from "./acp-schemas.ts";
import { acpShop, createBody, paymentBody } from "./acp-shop.ts";

const shop = await openTestShop();
const acp = acpShop(shop);
afterAll(() => shop.close());

const TOKEN = "tok_sandbox_3ds";
const CONFIRMED = {
  outcome: "authenticated",
  outcome_details: {
    three_ds_cryptogram: "AAAA",
    electronic_commerce_indicator: "05",
    transaction_id: "ds_1",
    version: "2.2.0",
  },
};

async function created(): Promise<string> {
  const body = createBody("2026-04-17", [{ id: "mug", quantity: 1 }]);
  return String((await acp.call("2026-04-17", "POST", "checkout_sessions", body)).body["id"]);
}
const complete = (id: string, result: unknown, token = TOKEN) =>
  acp.call("2026-04-17", "POST", `checkout_sessions/${id}/complete`, {
    ...paymentBody("2026-04-17", token),
    ...(result === null ? {} : { authentication_result: result }),
  });

/** A session whose payment waits for the bank, and the payment service's name for that payment. */
async function waiting(): Promise<{ id: string; reference: string }> {
  const id = await created();
  const answer = await complete(id, null);
  expect(answer).toMatchObject({ status: 200, body: { status: "authentication_required" } });
  expect(sessionProblems("2026-04-17", answer.body)).toEqual([]);
  const session = await shop.context.store.session(sessionId(id));
  if (session?.status !== "awaiting_buyer") throw new Error(`not waiting: ${session?.status}`);
  return { id, reference: session.reference };
}

describe("the bank's confirmation", () => {
  it("a payment that needs it says so and says where, and demands its result", async () => {
    const { id } = await waiting();
    const seen = await acp.call("2026-04-17", "GET", `checkout_sessions/${id}`);
    expect(seen.body).toMatchObject({ messages: [{ code: "requires_3ds" }], continue_url: expect.any(String) });
    expect(await complete(id, null)).toMatchObject({
      status: 400,
      body: { type: "invalid_request", code: "requires_3ds", param: "$.authentication_result" },
    });
  });

  it("confirmed at the bank, the same payment goes on and is charged once", async () => {
    const { id, reference } = await waiting();
    shop.bank.answerChallenge(reference, "approve");
    expect(await complete(id, CONFIRMED)).toMatchObject({ status: 200, body: { status: "completed" } });
    expect(chargesOf(shop, sessionId(id)).filter((charge) => charge.state === "captured")).toHaveLength(1);
  });

  it("a result that the bank does not know of pays nothing: the payment still waits", async () => {
    const { id } = await waiting();
    const answer = await complete(id, CONFIRMED);
    expect(answer).toMatchObject({ status: 200, body: { status: "authentication_required" } });
    expect(answer.body).not.toHaveProperty("order");
    expect(chargesOf(shop, sessionId(id)).filter((charge) => charge.state === "captured")).toEqual([]);
  });

  it("a success without its details is refused by name", async () => {
    const { id } = await waiting();
    const answer = await complete(id, { outcome: "authenticated" });
    expect(answer).toMatchObject({ status: 400, body: { param: "$.authentication_result.outcome_details" } });
  });

  it.each(["denied", "abandoned", "canceled", "rejected", "processing_error", "internal_error", "not_supported"])(
    "the result %s is a declined payment, nothing is charged, and the session can be paid again",
    async (outcome) => {
      const { id } = await waiting();
      const answer = await complete(id, { outcome });
      expect(answer).toMatchObject({ status: 200, body: { status: "ready_for_payment" } });
      expect(answer.body["messages"]).toMatchObject([{ code: "payment_declined" }]);
      expect(chargesOf(shop, sessionId(id)).filter((charge) => charge.state === "captured")).toEqual([]);
      expect((await complete(id, null, `tok_sandbox_ok_${outcome}`)).body["status"]).toBe("completed");
    },
  );

  it("a refused confirmation never starts a charge, even as the first word about a payment", async () => {
    const id = await created();
    const answer = await complete(id, { outcome: "denied" }, "tok_sandbox_ok");
    expect(answer.body["messages"]).toMatchObject([{ code: "payment_declined" }]);
    expect(chargesOf(shop, sessionId(id))).toEqual([]);
  });

  it("paid at the bank while the platform says it failed, paid it is", async () => {
    const { id, reference } = await waiting();
    shop.bank.answerChallenge(reference, "approve");
    expect((await complete(id, { outcome: "abandoned" })).body).toMatchObject({ status: "completed" });
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Money } from "#lib/money.ts";
import type { AttemptAtService, LookUpOutcome } from "#lib/payments/provider.ts";
import { createVerbs } from "../fixtures/verbs.ts";
import { ada, openTestShop, type TestShop } from "../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

describe("a payment that the service is still working on", () => {
  it("is called neither paid nor failed, keeps other tokens out, and is completed by the look-up that knows", async () => {
    const charged: Money[] = [];
    let known: Exclude<LookUpOutcome, { kind: "absent" | "voided" }> = { kind: "pending", reference: "pay_slowly" };
    const provider = {
      ...shop.context.provider,
      chargeToken: async ({ attempt }: { attempt: AttemptAtService }) => {
        charged.push(attempt.amount);
        return known;
      },
      lookUp: async () => known,
    };
    const verbs = createVerbs({ ...shop.context, provider });
    const id = await shop.readySession();
    const pay = (token: string) => verbs.payWithToken({ sessionId: id, token, buyer: ada });
    expect(await pay("tok_a")).toMatchObject({
      kind: "still_checking",
      session: { status: "unresolved" },
      order: null,
    });
    expect((await pay("tok_b")).kind).toBe("payment_in_progress");
    const [amount] = charged;
    if (amount === undefined) throw new Error("nothing was charged");
    known = { kind: "captured", reference: "pay_slowly", amount };
    expect(await verbs.checkOrder({ sessionId: id })).toMatchObject({
      session: { status: "completed" },
      order: { paid: amount, paymentReference: "pay_slowly" },
    });
    expect((await pay("tok_a")).kind).toBe("completed");
    expect(charged).toHaveLength(1);
  });
});

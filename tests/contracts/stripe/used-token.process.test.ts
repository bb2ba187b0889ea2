import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createStripeProvider } from "#lib/payments/stripe/provider.ts";
import { freePort } from "../../fixtures/free-port.ts";
import { freshAttempt } from "../provider-bench.ts";

// The double's tokens end with their first use. Stripe speaks of a "remaining amount capturable", so one may go on.
const token = {
  id: "spt_1",
  deactivated_at: null,
  deactivated_reason: null,
  usage_limits: { currency: "usd", max_amount: 2500, expires_at: 1 },
  usage_details: { amount_captured: { currency: "usd", value: 2500 } },
};
const intent = {
  id: "pi_1",
  object: "payment_intent",
  status: "succeeded",
  amount_received: 2500,
  currency: "usd",
  metadata: {},
  last_payment_error: null,
  next_action: null,
};
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(request.method === "GET" ? token : intent));
  });
});
let url = "";
beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  await new Promise<void>((resolve) => void server.listen(port, "127.0.0.1", resolve));
});
afterAll(() => server.close());

describe("a delegated token that is used up and not deactivated", () => {
  it("may be the attempt's own: its key decides, not the token's limits", async () => {
    const provider = createStripeProvider({
      mode: "test",
      secretKey: "sk_test_contract",
      publicUrl: "https://shop.example.com",
      webhookSecrets: [],
      networkId: "profile_test_contract",
      publishableKey: null,
      apiUrl: url,
      now: () => new Date(),
    });
    expect(await provider.chargeToken({ attempt: freshAttempt(), token: "spt_1" })).toMatchObject({ kind: "captured" });
  });
});

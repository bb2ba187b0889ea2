import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signWebhook } from "#lib/payments/sandbox/signature.ts";
import type { WebhookCount } from "#lib/store/webhook-store.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const body = new TextEncoder().encode("{}");
const receive = async (provider: string, header: string | null) => {
  const headers = new Headers(header === null ? [] : [["sandbox-signature", header]]);
  const { kind } = await shop.verbs.receiveWebhook({ provider, body, headers });
  return [kind, shop.webhooks.at(-1)];
};

describe("a webhook", () => {
  it("is noted with its provider and the reason for which it is refused, and the sender learns none", async () => {
    const now = shop.context.now();
    const early = new Date(now.getTime() - 600_000);
    expect(await receive("sandbox", null)).toEqual(["forged", "sandbox unsigned"]);
    expect(await receive("sandbox", signWebhook(body, "another", now))).toEqual(["forged", "sandbox wrong_signature"]);
    expect(await receive("sandbox", signWebhook(body, "test-secret", early))).toEqual([
      "forged",
      "sandbox clock_differs",
    ]);
    expect(await receive("sandbox", signWebhook(body, "test-secret", now))).toEqual(["read", "sandbox accepted"]);
  });

  it("under a name that is nobody's is noted without that name, which anybody can make up", async () => {
    expect(await receive("x".repeat(5000), null)).toEqual(["no_such_provider", "unknown unknown_provider"]);
  });
});

describe("the counts of webhooks", () => {
  it("add up over instances, with the first time and the latest", async () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 4, 4, 12, minute));
    const count = (more: Pick<WebhookCount, "count" | "firstAt" | "lastAt">) =>
      shop.context.store.transaction((transaction) =>
        transaction.countWebhooks({ provider: "stripe", outcome: "unsigned", ...more }),
      );
    await count({ count: 1, firstAt: at(5), lastAt: at(5) });
    await count({ count: 998, firstAt: at(5), lastAt: at(15) });
    await count({ count: 1, firstAt: at(8), lastAt: at(8) });
    expect(await shop.context.store.webhookCounts()).toEqual([
      { provider: "stripe", outcome: "unsigned", count: 1000, firstAt: at(5), lastAt: at(15) },
    ]);
  });
});

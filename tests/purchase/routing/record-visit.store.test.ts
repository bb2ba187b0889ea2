import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NO_WIDGET } from "#lib/routing/host.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const reasons = async (id: Parameters<TestShop["verbs"]["recordVisit"]>[0]["sessionId"]) =>
  (await shop.context.store.decisions(id)).map((stored) => stored.decision.reason);

describe("opening the checkout page", () => {
  it("decides the way to pay where no widget asked for one, once", async () => {
    const sessionId = await shop.readySession();
    await shop.verbs.recordVisit({ sessionId });
    await shop.verbs.recordVisit({ sessionId });
    expect(await reasons(sessionId)).toEqual(["no_widget"]);
  });

  it("leaves the decision alone that a widget asked for", async () => {
    const sessionId = await shop.readySession();
    const decided = await shop.verbs.chooseRoute({
      sessionId,
      capabilities: { ...NO_WIDGET, widget: true },
      country: null,
      platform: null,
    });
    await shop.verbs.recordVisit({ sessionId });
    expect(await reasons(sessionId)).toEqual([decided.kind === "decided" ? decided.decision.reason : null]);
  });

  it("decides nothing for a checkout that can no longer be paid", async () => {
    const sessionId = await shop.readySession();
    await shop.verbs.cancelCheckout({ sessionId, by: "buyer" });
    await shop.verbs.recordVisit({ sessionId });
    expect(await reasons(sessionId)).toEqual([]);
  });
});

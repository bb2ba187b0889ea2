import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOST_WITH_SHEET, NO_WIDGET } from "#lib/routing/host.ts";
import { ada, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

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

  it.each([
    ["a sheet that a widget opens later", ["widget", "token"]],
    ["a sheet that was open before the payment page", ["widget", "page", "token"]],
    ["the payment page, where that is open before a widget asks", ["page", "widget", "token", "paid"]],
  ] as const)("keeps nobody from paying by %s", async (name, steps) => {
    const sessionId = await shop.readySession("mug", `arm-instant-${steps.join("-")}`);
    await shop.verbs.recordVisit({ sessionId });
    let url = "";
    const take = {
      widget: () => shop.verbs.chooseRoute({ sessionId, capabilities: HOST_WITH_SHEET, country: null, platform: null }),
      page: async () => {
        const opened = await shop.verbs.openHostedPayment({ sessionId });
        if (opened.kind !== "opened") throw new Error(opened.kind);
        ({ url } = opened);
      },
      token: () =>
        shop.verbs.payWithToken({ sessionId, token: `tok_sandbox_ok_${name.replaceAll(/\W/g, "_")}`, buyer: ada }),
      paid: () => Promise.resolve(shop.bank.answerPage(url.split("/").at(-1) ?? "", "pay")),
    };
    for (const step of steps) await take[step]();
    expect((await shop.verbs.checkOrder({ sessionId, waits: true }))?.session.status).toBe("completed");
  });

  it("decides nothing for a checkout that can no longer be paid", async () => {
    const sessionId = await shop.readySession();
    await shop.verbs.cancelCheckout({ sessionId, by: "buyer" });
    await shop.verbs.recordVisit({ sessionId });
    expect(await reasons(sessionId)).toEqual([]);
  });
});

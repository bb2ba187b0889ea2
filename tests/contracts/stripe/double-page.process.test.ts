import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startStripeDouble, type StripeDouble } from "../../stripe-double/start.ts";
import { clientOf, openPage, refusal } from "./double-client.ts";

let double: StripeDouble;
beforeAll(async () => {
  double = await startStripeDouble();
});
afterAll(() => double.stop());
beforeEach(() => double.control.reset());

const stripe = () => clientOf(double);
const read = (id: string) => stripe().checkout.sessions.retrieve(id, { expand: ["payment_intent", "line_items"] });
const visit = (url: string | null) => fetch(url ?? "");
/** The buyer presses a button of the page; the browser's next address is in `location`. */
const press = (url: string | null, action: string) =>
  fetch(url ?? "", { method: "POST", body: new URLSearchParams({ action }), redirect: "manual" });
const charges = async () => (await double.control.ledger()).charges;
const eventTypes = async () =>
  (await double.control.events()).map(({ type }) => type).filter((type) => type.startsWith("checkout"));

describe("the Stripe double's Checkout Sessions", () => {
  it("add up lines, postage and a coupon, and name no payment until there is one", async () => {
    const coupon = await stripe().coupons.create({ amount_off: 400, currency: "usd", duration: "once" });
    const opened = await openPage(stripe(), { discounts: [{ coupon: coupon.id }] });
    expect(opened).toMatchObject({
      id: expect.stringMatching(/^cs_test_/),
      status: "open",
      payment_status: "unpaid",
      payment_intent: null,
      amount_subtotal: 2400,
      amount_total: 2450,
      total_details: { amount_discount: 400, amount_shipping: 450, amount_tax: 0 },
      shipping_cost: { amount_total: 450 },
    });
    expect((await read(opened.id)).line_items?.data).toMatchObject([
      { description: "Mug <blue>", quantity: 2, amount_subtotal: 2400, amount_total: 2000 },
    ]);
    expect((await stripe().checkout.sessions.list({ limit: 1 })).data).toMatchObject([{ id: opened.id }]);
  });

  it("refuse prices that are not there, times out of bounds, and addresses of the other kind of page", async () => {
    const refused = async (options: Parameters<typeof openPage>[1]) =>
      (await refusal(openPage(stripe(), options))).param;
    const seconds = Math.floor(Date.now() / 1000);
    expect(await refused({ line_items: [{ price: "price_1", quantity: 1 }] })).toBe("line_items[0][price]");
    expect(await refused({ expires_at: seconds + 60 })).toBe("expires_at");
    expect(await refused({ expires_at: seconds + 90_000 })).toBe("expires_at");
    expect(await refused({ return_url: "https://shop.example.com" })).toBe("return_url");
    expect(await refused({ ui_mode: "embedded_page" })).toBe("success_url");
  });

  it("expire by themselves when their time has come, and can then not be paid", async () => {
    const opened = await openPage(stripe());
    await double.control.advance(86_401);
    await press(opened.url, "pay");
    expect(await read(opened.id)).toMatchObject({ status: "expired", url: null, payment_intent: null });
    expect(await eventTypes()).toEqual(["checkout.session.expired"]);
    expect(await charges()).toEqual([]);
  });

  it("expire when asked to, but not once they are complete", async () => {
    const [open, paid] = [await openPage(stripe()), await openPage(stripe())];
    expect(await stripe().checkout.sessions.expire(open.id)).toMatchObject({ status: "expired" });
    await press(open.url, "pay");
    await press(paid.url, "pay");
    expect(await refusal(stripe().checkout.sessions.expire(paid.id))).toMatchObject({
      statusCode: 400,
      type: "StripeInvalidRequestError",
    });
    expect(await charges()).toHaveLength(1);
  });

  it("start a subscription with a paid invoice, which can be canceled", async () => {
    const tea = {
      currency: "usd",
      unit_amount: 900,
      product_data: { name: "Tea" },
      recurring: { interval: "month" },
    } as const;
    const opened = await stripe().checkout.sessions.create({
      mode: "subscription",
      success_url: "https://shop.example.com/done",
      line_items: [{ price_data: tea, quantity: 1 }],
      subscription_data: { metadata: { attempt: "cs_1:1" } },
    });
    await double.control.onPage(opened.id, "pay");
    const paid = await stripe().checkout.sessions.retrieve(opened.id, { expand: ["subscription", "invoice"] });
    expect(paid).toMatchObject({
      payment_status: "paid",
      payment_intent: null,
      invoice: { status: "paid", amount_paid: 900 },
    });
    expect(paid.subscription).toMatchObject({
      status: "active",
      metadata: { attempt: "cs_1:1" },
      items: { data: [{ quantity: 1 }] },
    });
    const id = typeof paid.subscription === "string" ? paid.subscription : (paid.subscription?.id ?? "");
    expect(await stripe().subscriptions.cancel(id)).toMatchObject({ status: "canceled" });
    expect(await stripe().subscriptions.retrieve(id)).toMatchObject({ status: "canceled" });
  });
});

describe("the Stripe double's payment page", () => {
  it("says that it is a double, and shows what is bought", async () => {
    const html = await (await visit((await openPage(stripe())).url)).text();
    expect(html).toContain("This is a double of Stripe for tests, not Stripe.");
    expect(html).toContain("2 × Mug &#60;blue&#62;: $24.00");
    expect(html).toContain("$28.50");
  });

  it("paying leads back to the shop with the session's id, and completes the session once", async () => {
    const opened = await openPage(stripe());
    const answer = await press(opened.url, "pay");
    expect([answer.status, answer.headers.get("location")]).toEqual([
      303,
      `https://shop.example.com/done?session=${opened.id}`,
    ]);
    await press(opened.url, "pay");
    expect(await read(opened.id)).toMatchObject({
      status: "complete",
      payment_status: "paid",
      url: null,
      payment_intent: { status: "succeeded", amount_received: 2850, metadata: { attempt: "cs_1:1" } },
    });
    expect(await charges()).toMatchObject([{ attempt: "cs_1:1", amount_minor: 2850, state: "captured" }]);
    expect(await eventTypes()).toEqual(["checkout.session.completed"]);
  });

  it("a declined card leaves the page open for another, within one payment", async () => {
    const opened = await openPage(stripe());
    expect(await (await press(opened.url, "decline")).text()).toContain("Your card was declined.");
    expect(await read(opened.id)).toMatchObject({ status: "open", payment_intent: null });
    await press(opened.url, "pay");
    expect(await charges()).toMatchObject([{ state: "declined" }, { state: "captured" }]);
    expect((await stripe().paymentIntents.list()).data).toHaveLength(1);
  });

  it.each([
    ["succeed_later", "paid", "checkout.session.async_payment_succeeded", ["captured"]],
    ["fail_later", "unpaid", "checkout.session.async_payment_failed", ["declined"]],
  ])("a slow method is complete and unpaid until %s", async (action, status, event, states) => {
    const opened = await openPage(stripe());
    expect((await press(opened.url, "pay_later")).status).toBe(303);
    expect(await read(opened.id)).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      payment_intent: { status: "processing" },
    });
    expect(await charges()).toEqual([]);
    await press(`${double.url}/c/pay/${opened.id}`, action);
    expect(await read(opened.id)).toMatchObject({ status: "complete", payment_status: status });
    expect(await eventTypes()).toEqual(["checkout.session.completed", event]);
    expect((await charges()).map(({ state }) => state)).toEqual(states);
  });

  it("leaving leads to the basket, and letting it expire says so", async () => {
    const opened = await openPage(stripe());
    expect((await press(opened.url, "leave")).headers.get("location")).toBe("https://shop.example.com/basket");
    expect((await read(opened.id)).status).toBe("open");
    expect(await (await press(opened.url, "expire")).text()).toContain("This page has expired. Nothing was paid.");
  });

  it("a bank's question with a way back leads back when it is answered", async () => {
    const asked = await stripe().paymentIntents.create({
      amount: 2500,
      currency: "usd",
      confirm: true,
      payment_method: "pm_card_authenticationRequired",
      return_url: "https://shop.example.com/back",
    });
    const url = asked.next_action?.redirect_to_url?.url ?? "";
    expect(await (await visit(url)).text()).toContain("Is this payment of $25.00 yours?");
    const answer = await fetch(url, {
      method: "POST",
      body: new URLSearchParams({ answer: "complete" }),
      redirect: "manual",
    });
    expect(answer.headers.get("location")).toBe("https://shop.example.com/back");
    expect((await stripe().paymentIntents.retrieve(asked.id)).status).toBe("succeeded");
  });
});

describe("the Stripe double's embedded page", () => {
  const open = (redirects: "always" | "never" = "always") =>
    stripe().checkout.sessions.create({
      ui_mode: "embedded_page",
      mode: "payment",
      redirect_on_completion: redirects,
      line_items: [{ price_data: { currency: "usd", unit_amount: 500, product_data: { name: "Tea" } }, quantity: 1 }],
      ...(redirects === "always" ? { return_url: "https://shop.example.com/done?session={CHECKOUT_SESSION_ID}" } : {}),
    });

  it("is reached by the client secret only, and leads the whole window back to the shop", async () => {
    const opened = await open();
    expect(opened).toMatchObject({
      url: null,
      client_secret: expect.stringMatching(new RegExp(`^${opened.id}_secret_`)),
    });
    const url = `${double.url}/c/embed/${opened.client_secret}`;
    expect(await (await visit(url)).text()).toContain(
      '<form method="post" target="_top"><button name="action" value="pay">',
    );
    expect((await press(url, "pay")).headers.get("location")).toBe(
      `https://shop.example.com/done?session=${opened.id}`,
    );
    expect((await visit(`${double.url}/c/embed/${opened.id}_secret_guessed`)).status).toBe(404);
  });

  it("without a way back notifies the shop's page around it", async () => {
    const opened = await open("never");
    const answer = await press(`${double.url}/c/embed/${opened.client_secret}`, "pay");
    expect(await answer.text()).toContain("parent.postMessage");
  });

  it("comes with a stand-in for Stripe.js that says that it is one", async () => {
    const script = await visit(`${double.url}/stripe-js-double/`);
    expect(script.headers.get("content-type")).toContain("javascript");
    expect(await script.text()).toContain("Payment page of the Stripe double (not Stripe)");
  });
});

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { contractFile } from "../../stripe-double/request-schemas.ts";
import { startStripeDouble, type StripeDouble } from "../../stripe-double/start.ts";
import { clientOf, openPage, payByCard, PREVIEW, raw, refusal } from "./double-client.ts";

let double: StripeDouble;
beforeAll(async () => {
  double = await startStripeDouble();
});
afterAll(() => double.stop());
beforeEach(() => double.control.reset());

const noSchemas = contractFile("request-schemas.json") === null;
const noFixtures = contractFile("object-fixtures.json") === null;

describe("the Stripe double checks every request", () => {
  it("a parameter that Stripe does not have is refused by its name", async () => {
    const answer = await raw(double, "POST", "/v1/payment_intents", { body: "amount=1&currency=usd&amnt=1" });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({
      type: "invalid_request_error",
      code: "parameter_unknown",
      param: "amnt",
    });
  });

  it("a missing parameter is named", async () => {
    const answer = await raw(double, "POST", "/v1/payment_intents", { body: "currency=usd" });
    expect(answer.body.error).toMatchObject({ code: "parameter_missing", param: "amount" });
  });

  // Nested names are known only to the schemas, which are beside the project and not in it.
  it.skipIf(noSchemas)(
    "names deep in the form, values of a list and older names of pages are checked too",
    async () => {
      const session =
        "mode=payment&success_url=https%3A%2F%2Fa.example&line_items[0][quantity]=1&line_items[0][price_data][currency]=usd&line_items[0][price_data][unit_amount]=50";
      const product = "&line_items[0][price_data][product_data]";
      const refused = async (body: string) => (await raw(double, "POST", "/v1/checkout/sessions", { body })).body.error;
      expect(await refused(`${session}${product}[name]=Mug`)).toBeUndefined();
      expect(await refused(`${session}${product}[title]=Mug`)).toMatchObject({
        code: "parameter_unknown",
        param: "line_items[0][price_data][product_data][title]",
      });
      expect(await refused(`${session}${product}[name]=Mug&ui_mode=hosted`)).toMatchObject({ param: "ui_mode" });
      expect((await raw(double, "POST", "/v1/refunds", { body: "charge=ch_1&reason=bored" })).body.error).toMatchObject(
        { param: "reason" },
      );
    },
  );

  it("without the schemas, names at the top are checked by a narrow list, and tokens still need a preview version", async () => {
    const narrow = await startStripeDouble({ narrow: true });
    try {
      const refused = async (body: string) => (await raw(narrow, "POST", "/v1/payment_intents", { body })).body.error;
      expect(await refused("amount=1&currency=usd&amnt=1")).toMatchObject({ code: "parameter_unknown", param: "amnt" });
      expect(await refused("currency=usd")).toMatchObject({ code: "parameter_missing", param: "amount" });
      const token = "payment_method_data[shared_payment_granted_token]";
      expect(await refused(`amount=1&currency=usd&${token}=spt_1`)).toMatchObject({
        code: "parameter_unknown",
        param: token,
      });
      expect((await openPage(clientOf(narrow))).amount_total).toBe(2850);
    } finally {
      await narrow.stop();
    }
  });

  it("an address that the API does not have is 404, and an id that is not there is resource_missing", async () => {
    expect(await raw(double, "GET", "/v1/nothing")).toMatchObject({
      status: 404,
      body: { error: { type: "invalid_request_error" } },
    });
    const stripe = clientOf(double);
    expect(await refusal(stripe.paymentIntents.retrieve("pi_none"))).toMatchObject({
      statusCode: 404,
      code: "resource_missing",
      param: "intent",
    });
    expect(await refusal(stripe.checkout.sessions.retrieve("cs_none"))).toMatchObject({
      statusCode: 404,
      param: "session",
    });
  });

  it("only test keys come in, as bearer or by basic authentication", async () => {
    const status = async (authorization: string) =>
      (await raw(double, "GET", "/v1/charges", { headers: { authorization } })).status;
    expect(await status(`Basic ${Buffer.from("sk_test_x:").toString("base64")}`)).toBe(200);
    expect([await status(""), await status("Bearer sk_live_x"), await status("Bearer nonsense")]).toEqual([
      401, 401, 401,
    ]);
    expect(await refusal(clientOf(double, { key: "sk_live_x" }).charges.list())).toMatchObject({
      type: "StripeAuthenticationError",
    });
  });
});

describe("the Stripe double keeps state", () => {
  it("a payment can be read back, with its charge in place of its id", async () => {
    const stripe = clientOf(double);
    const paid = await payByCard(stripe);
    const read = await stripe.paymentIntents.retrieve(paid.id, { expand: ["latest_charge"] });
    expect(read).toMatchObject({
      status: "succeeded",
      latest_charge: { amount_captured: 2500, metadata: { attempt: "cs_1:1" } },
    });
    const charges = await stripe.charges.list({ payment_intent: paid.id });
    expect(charges.data).toMatchObject([{ paid: true, captured: true, payment_intent: paid.id }]);
  });

  it("lists give the newest first, page by page, and from a time on", async () => {
    const stripe = clientOf(double);
    const ids: string[] = [];
    for (let n = 1; n <= 5; n += 1) ids.unshift((await payByCard(stripe, "pm_card_visa", 100 + n)).id);
    const listed: string[] = [];
    for await (const { id } of stripe.paymentIntents.list({ limit: 2 })) listed.push(id);
    expect(listed).toEqual(ids);
    const seconds = Math.floor(Date.now() / 1000);
    await double.control.advance(1000);
    const late = await payByCard(stripe);
    expect((await stripe.paymentIntents.list({ created: { gte: seconds + 500 } })).data.map(({ id }) => id)).toEqual([
      late.id,
    ]);
  });

  it("money held by hand is captured up to what was held, or let go", async () => {
    const stripe = clientOf(double);
    const hold = () =>
      stripe.paymentIntents.create({
        amount: 900,
        currency: "eur",
        capture_method: "manual",
        confirm: true,
        payment_method: "pm_card_visa",
      });
    const held = await hold();
    expect(held).toMatchObject({ status: "requires_capture", amount_capturable: 900, amount_received: 0 });
    expect(await refusal(stripe.paymentIntents.capture(held.id, { amount_to_capture: 901 }))).toMatchObject({
      code: "amount_too_large",
    });
    expect(await stripe.paymentIntents.capture(held.id, { amount_to_capture: 600 })).toMatchObject({
      status: "succeeded",
      amount_received: 600,
    });
    expect(await refusal(stripe.paymentIntents.cancel(held.id))).toMatchObject({
      code: "payment_intent_unexpected_state",
    });
    expect(await stripe.paymentIntents.cancel((await hold()).id)).toMatchObject({
      status: "canceled",
      amount_capturable: 0,
    });
    expect((await double.control.ledger()).charges).toMatchObject([
      { amount_minor: 600, currency: "EUR", state: "captured" },
    ]);
  });

  it("refunds give back no more than is left, and the ledger shows what became of each charge", async () => {
    const stripe = clientOf(double);
    const { id } = await payByCard(stripe);
    const state = async () => (await double.control.ledger()).charges.map((charge) => charge.state);
    await stripe.refunds.create({ payment_intent: id, amount: 1000 });
    expect(await state()).toEqual(["partially_refunded"]);
    expect(await refusal(stripe.refunds.create({ payment_intent: id, amount: 1501 }))).toMatchObject({
      statusCode: 400,
      param: "amount",
    });
    const rest = await stripe.refunds.create({ payment_intent: id });
    expect(rest).toMatchObject({ amount: 1500, status: "succeeded" });
    expect(await refusal(stripe.refunds.create({ payment_intent: id }))).toMatchObject({
      code: "charge_already_refunded",
    });
    expect((await stripe.refunds.list({ payment_intent: id })).data).toHaveLength(2);
    await refusal(payByCard(stripe, "pm_card_chargeDeclined"));
    expect(await state()).toEqual(["refunded", "declined"]);
    expect((await double.control.ledger()).charges[0]).toMatchObject({
      attempt: "cs_1:1",
      session: "cs_1",
      amount_minor: 2500,
      currency: "USD",
    });
  });

  // The fixtures are Stripe's own examples and are beside the project.
  it.skipIf(noFixtures)("objects have the fields that Stripe's have", async () => {
    const fixtures: Record<string, object> = JSON.parse(
      readFileSync(contractFile("object-fixtures.json") ?? "", "utf8"),
    );
    const stripe = clientOf(double);
    const paid = await payByCard(stripe);
    const opened = await openPage(stripe);
    const token = await stripe.rawRequest(
      "GET",
      `/v1/shared_payment/granted_tokens/${await double.control.mintToken()}`,
      {},
      { apiVersion: PREVIEW },
    );
    const objects: Record<string, object | undefined> = {
      payment_intent: paid,
      charge: await stripe.charges.retrieve(String(paid.latest_charge)),
      refund: await stripe.refunds.create({ payment_intent: paid.id }),
      payment_method: (await stripe.paymentIntents.retrieve(paid.id, { expand: ["payment_method"] }))
        .payment_method as object,
      "checkout.session": opened,
      item: (await stripe.checkout.sessions.listLineItems(opened.id)).data[0],
      event: (await stripe.events.list()).data[0],
      customer: await stripe.customers.create({}),
      "shared_payment.granted_token": token,
    };
    const absent = Object.entries(objects).flatMap(([kind, object = {}]) =>
      Object.keys(fixtures[kind] ?? {})
        .filter((field) => !(field in object))
        .map((field) => `${kind}.${field}`),
    );
    // A charge's refunds are left out by Stripe too unless they are asked for.
    expect(absent).toEqual(["charge.refunds"]);
  });
});

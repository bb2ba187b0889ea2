import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Fault } from "../../stripe-double/faults.ts";
import { startStripeDouble, type StripeDouble } from "../../stripe-double/start.ts";
import { clientOf, openPage, payByCard, PREVIEW, raw, refusal, tokenPayment } from "./double-client.ts";

let double: StripeDouble;
beforeAll(async () => {
  double = await startStripeDouble();
});
afterAll(() => double.stop());
beforeEach(() => double.control.reset());

const CREATE = { method: "POST", path: "/v1/payment_intents" } as const;
const body = "amount=2500&currency=usd&confirm=true&payment_method=pm_card_visa";
const post = (key: string, form = body, path: string = CREATE.path) =>
  raw(double, "POST", path, { body: form, headers: { "idempotency-key": key } });
const charges = async () => (await double.control.ledger()).charges;
const sent = async () => (await double.control.requests()).map(({ status, idempotency_key: key }) => [status, key]);

describe("the Stripe double keeps idempotency keys", () => {
  it("the same key with the same parameters gives the stored answer and charges once", async () => {
    const [first, second] = [await post("k"), await post("k")];
    expect(second.body).toEqual(first.body);
    expect([first.headers.get("idempotent-replayed"), second.headers.get("idempotent-replayed")]).toEqual([
      null,
      "true",
    ]);
    expect(second.headers.get("original-request")).toBe(first.headers.get("request-id"));
    expect(await charges()).toHaveLength(1);
  });

  it("a stored decline is replayed as the decline", async () => {
    const declined = body.replace("visa", "chargeDeclined");
    const [first, second] = [await post("k", declined), await post("k", declined)];
    expect([first.status, second.status]).toEqual([402, 402]);
    expect(second.body).toEqual(first.body);
    expect(await charges()).toMatchObject([{ state: "declined" }]);
  });

  it("a delegated token's replay with the key is paid, where a new key is refused", async () => {
    const token = await double.control.mintToken();
    const stripe = clientOf(double);
    const charge = (idempotencyKey: string) =>
      stripe.paymentIntents.create(tokenPayment(token), { apiVersion: PREVIEW, idempotencyKey });
    const paid = await charge("k1");
    expect((await charge("k1")).id).toBe(paid.id);
    expect(await refusal(charge("k2"))).toMatchObject({ statusCode: 400, code: undefined });
    expect(await charges()).toHaveLength(1);
  });

  it("the same key with other parameters or at another address is refused", async () => {
    await post("k");
    expect(await post("k", body.replace("2500", "2600"))).toMatchObject({
      status: 400,
      body: { error: { type: "idempotency_error" } },
    });
    expect(await post("k", "", "/v1/customers")).toMatchObject({
      status: 400,
      body: { error: { type: "idempotency_error" } },
    });
    expect(await refusal(payByCard(clientOf(double), "pm_card_visa", 1, { idempotencyKey: "k" }))).toMatchObject({
      type: "StripeIdempotencyError",
    });
    expect(await charges()).toHaveLength(1);
  });

  it("a key whose request is under way is 409", async () => {
    await double.control.fault({ ...CREATE, fault: { kind: "slow", ms: 500 } });
    const first = post("k");
    await expect.poll(async () => (await double.control.requests()).length).toBe(1);
    expect(await post("k")).toMatchObject({ status: 409, body: { error: { code: "idempotency_key_in_use" } } });
    expect((await first).status).toBe(200);
    expect((await post("k")).headers.get("idempotent-replayed")).toBe("true");
  });

  it("a request refused before it was executed leaves its key free", async () => {
    expect((await post("k", "currency=usd")).status).toBe(400);
    expect(await post("k")).toMatchObject({ status: 200 });
  });

  it("a key is forgotten after a day", async () => {
    const first = await post("k");
    await double.control.advance(86_401);
    expect((await post("k")).body["id"]).not.toBe(first.body["id"]);
  });
});

describe("the Stripe double's faults", () => {
  it("a reply lost after the charge is answered by stripe-node's own retry with the same key, and nothing is charged twice", async () => {
    await double.control.fault({ ...CREATE, fault: { kind: "reply_lost" } });
    const paid = await payByCard(clientOf(double), "pm_card_visa", 2500, { idempotencyKey: "k" });
    expect(paid.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect(await sent()).toEqual([
      ["cut", "k"],
      [200, "k"],
    ]);
    expect(await charges()).toHaveLength(1);
  });

  it("a connection broken twice is an error of the connection, and the charge may be there", async () => {
    await double.control.fault({ ...CREATE, times: 2, fault: { kind: "reply_lost" } });
    expect(await refusal(payByCard(clientOf(double)))).toMatchObject({ type: "StripeConnectionError" });
    expect(await charges()).toHaveLength(1);
  });

  it("a connection reset before anything happened charges on the retry only", async () => {
    await double.control.fault({ ...CREATE, fault: { kind: "reset" } });
    await payByCard(clientOf(double), "pm_card_visa", 2500, { idempotencyKey: "k" });
    expect(await sent()).toEqual([
      ["cut", "k"],
      [200, "k"],
    ]);
    expect(await charges()).toHaveLength(1);
  });

  it.each([
    ["before", 1],
    ["never", 0],
  ] as const)("a silence that takes effect %s it is a time-out with %i charges", async (commits, count) => {
    await double.control.fault({ ...CREATE, fault: { kind: "hang", ms: 400, commits } });
    const stripe = clientOf(double, { timeoutMs: 150 });
    expect(await refusal(payByCard(stripe))).toMatchObject({ type: "StripeConnectionError" });
    await expect.poll(() => sent().then((all) => all[0]?.[0])).toBe("cut");
    expect(await charges()).toHaveLength(count);
  });

  it("a silence that takes effect after it charges when everybody has stopped waiting", async () => {
    await double.control.fault({ ...CREATE, fault: { kind: "hang", ms: 400, commits: "after" } });
    await refusal(payByCard(clientOf(double, { timeoutMs: 100 })));
    expect(await charges()).toEqual([]);
    await expect.poll(charges).toHaveLength(1);
  });

  it("a request that arrives late finds its key free or taken, as it then is", async () => {
    await double.control.fault({ ...CREATE, times: 2, fault: { kind: "late", ms: 500 } });
    const late = ["k1", "k2"].map((key) => post(key).catch(() => null));
    await expect.poll(async () => (await double.control.requests()).length).toBe(2);
    await post("k2", "amount=100&currency=usd");
    await Promise.all(late);
    const statuses = (await double.control.requests()).map(({ status }) => status);
    expect(statuses).toEqual(["cut", "cut", 200]);
    expect(await charges()).toHaveLength(1);
  });

  it.each([
    [{ kind: "answer", status: 409 }, "idempotency_key_in_use"],
    [{ kind: "answer", status: 429 }, "rate_limit"],
    [{ kind: "answer", status: 500, stored: false }, undefined],
    [{ kind: "answer", status: 503 }, undefined],
  ] satisfies [Fault, string | undefined][])(
    "%o charges nothing, and the key may be used again",
    async (fault, code) => {
      await double.control.fault({ ...CREATE, fault });
      const pay = () => payByCard(clientOf(double), "pm_card_visa", 2500, { idempotencyKey: "k" });
      expect(await refusal(pay())).toMatchObject({ statusCode: fault.status, code });
      expect(await charges()).toEqual([]);
      expect((await pay()).status).toBe("succeeded");
    },
  );

  it("stripe-node retries 409 and 500 by itself, and 429 not", async () => {
    const pay = () => payByCard(clientOf(double, { retries: 2 }));
    await double.control.fault({ ...CREATE, fault: { kind: "answer", status: 409 } });
    await double.control.fault({ ...CREATE, nth: 2, fault: { kind: "answer", status: 500, stored: false } });
    expect((await pay()).status).toBe("succeeded");
    expect((await sent()).map(([status]) => status)).toEqual([409, 500, 200]);
    await double.control.fault({ ...CREATE, fault: { kind: "answer", status: 429 } });
    expect(await refusal(pay())).toMatchObject({ statusCode: 429 });
  });

  it("a stored 500 is replayed for ever, also where the charge was made", async () => {
    await double.control.fault({ ...CREATE, fault: { kind: "answer", status: 500, stored: true, commits: true } });
    const [first, second] = [await post("k"), await post("k")];
    expect([first.status, second.status]).toEqual([500, 500]);
    expect(second.headers.get("idempotent-replayed")).toBe("true");
    expect(await charges()).toHaveLength(1);
  });

  it("a fault meets the n-th request of its address whose key it names, and no other", async () => {
    const fault: Fault = { kind: "answer", status: 503 };
    await double.control.fault({ ...CREATE, nth: 2, keyPattern: "^cs_7:", fault });
    await double.control.fault({ path: "/v1/payment_intents/*/confirm", fault });
    const statuses = [];
    for (const key of ["cs_7:1", "cs_8:1", "cs_7:2", "cs_7:3"]) statuses.push((await post(key)).status);
    expect(statuses).toEqual([200, 200, 503, 200]);
    expect((await post("x", "", "/v1/payment_intents/pi_1/confirm")).status).toBe(503);
  });

  it("faults by chance are the same for the same seed, and one key is never charged twice by them", async () => {
    const chances = [
      { chance: 0.2, fault: { kind: "reply_lost" } },
      { chance: 0.2, fault: { kind: "reset" } },
      { chance: 0.2, fault: { kind: "answer", status: 500, stored: false } },
    ] satisfies { chance: number; fault: Fault }[];
    const run = async () => {
      await double.control.reset();
      await double.control.randomFaults({ seed: 7, chances, method: "POST" });
      for (let n = 0; n < 30; n += 1) await post(`k${n % 3}`).catch(() => null);
      return (await double.control.requests()).map(({ status }) => status);
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set(["cut", 500, 200]));
    expect(await run()).toEqual(first);
    expect(await charges()).toHaveLength(3);
  });
});

describe("the Stripe double's books", () => {
  it("outlive a kill: payments, pages, tokens and the answers under their keys", async () => {
    const folder = mkdtempSync(join(tmpdir(), "stripe-double-"));
    const stateFile = join(folder, "state.json");
    const before = await startStripeDouble({ stateFile });
    const paid = await payByCard(clientOf(before), "pm_card_visa", 2500, { idempotencyKey: "k" });
    const opened = await openPage(clientOf(before));
    const token = await before.control.mintToken();
    const ledger = await before.control.ledger();
    await before.stop("kill");
    const after = await startStripeDouble({ stateFile });
    try {
      expect(await after.control.ledger()).toEqual(ledger);
      expect((await payByCard(clientOf(after), "pm_card_visa", 2500, { idempotencyKey: "k" })).id).toBe(paid.id);
      expect(await clientOf(after).checkout.sessions.retrieve(opened.id)).toMatchObject({
        status: "open",
        amount_total: 2850,
      });
      const charge = clientOf(after).paymentIntents.create(tokenPayment(token), { apiVersion: PREVIEW });
      expect(await charge).toMatchObject({ status: "succeeded" });
    } finally {
      await after.stop();
      rmSync(folder, { recursive: true });
    }
  });
});

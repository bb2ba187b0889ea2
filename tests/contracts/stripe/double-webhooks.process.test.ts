import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Mishap } from "../../stripe-double/webhook-sender.ts";
import { startStripeDouble, type StripeDouble } from "../../stripe-double/start.ts";
import { clientOf, payByCard } from "./double-client.ts";

type Arrival = { readonly body: string; readonly signature: string; readonly id: string; readonly type: string };

let double: StripeDouble;
let shop: Server;
let url: string;
let arrivals: Arrival[] = [];
let answers: number[] = [];
let endpoint: { readonly id: string; readonly secret: string };

beforeAll(async () => {
  double = await startStripeDouble();
  shop = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    arrivals.push({ body, signature: String(request.headers["stripe-signature"]), ...JSON.parse(body) });
    response.writeHead(answers.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  shop.close();
  await double.stop();
});
beforeEach(async () => {
  await double.control.reset();
  endpoint = await double.control.addEndpoint({
    url,
    enabled_events: ["payment_intent.succeeded", "charge.succeeded"],
  });
  arrivals = [];
  answers = [];
});

const read = ({ body, signature }: Arrival, secret = endpoint.secret) =>
  clientOf(double).webhooks.constructEventAsync(body, signature, secret);
const arrived = (count: number) => expect.poll(() => arrivals.length, { timeout: 10_000 }).toBe(count);
const types = () => arrivals.map(({ type }) => type.split(".")[0]);
const mishap = (what: Mishap, times = 1) =>
  double.control.mishap({ mishap: what, type: "payment_intent.succeeded", times });
const [charge, intent] = ["charge", "payment_intent"];

describe("the Stripe double's webhooks", () => {
  it("are signed so that stripe-node takes them, and name the request that caused them", async () => {
    const paid = await payByCard(clientOf(double), "pm_card_visa", 2500, { idempotencyKey: "k" });
    await arrived(2);
    const events = await Promise.all(arrivals.map((arrival) => read(arrival)));
    expect(events.map((event) => event.type)).toEqual(["charge.succeeded", "payment_intent.succeeded"]);
    expect(events[1]).toMatchObject({
      api_version: "2026-10-28.endive",
      data: { object: { id: paid.id, status: "succeeded", metadata: { attempt: "cs_1:1" } } },
      request: { id: paid.lastResponse.requestId, idempotency_key: "k" },
    });
    expect(await clientOf(double).events.retrieve(events[1]?.id ?? "")).toMatchObject({
      type: "payment_intent.succeeded",
    });
  });

  it("come again until they are taken, as the same event", async () => {
    answers = [200, 500, 302];
    await payByCard(clientOf(double));
    await arrived(4);
    expect(new Set(arrivals.slice(1).map(({ id }) => id)).size).toBe(1);
    expect((await double.control.deliveries()).map(({ status, tries }) => [status, tries])).toEqual([
      [200, 1],
      [500, 1],
      [302, 2],
      [200, 3],
    ]);
    await expect
      .poll(async () => (await double.control.events()).map((event) => event["pending_webhooks"]))
      .not.toContain(1);
  });

  it("a duplicate is the same event twice", async () => {
    await mishap({ kind: "duplicate" });
    await payByCard(clientOf(double));
    await arrived(3);
    expect(types()).toEqual([charge, intent, intent]);
    expect(arrivals[1]?.id).toBe(arrivals[2]?.id);
  });

  it("a delayed one comes later than what happened after it", async () => {
    await double.control.mishap({ mishap: { kind: "delay", ms: 300 }, type: "charge.succeeded" });
    await payByCard(clientOf(double));
    await arrived(2);
    expect(types()).toEqual([intent, charge]);
  });

  it("reordered ones come the last one first", async () => {
    await double.control.mishap({ mishap: { kind: "reorder", count: 2 } });
    await payByCard(clientOf(double));
    await arrived(2);
    expect(types()).toEqual([intent, charge]);
  });

  it("a dropped one never comes, but is in the list of events and can be sent again", async () => {
    await mishap({ kind: "drop" });
    await payByCard(clientOf(double));
    await arrived(1);
    const dropped = (await double.control.deliveries()).find((delivery) => delivery.mishap === "drop");
    await double.control.resend(dropped?.event ?? "");
    await arrived(2);
    expect(types()).toEqual([charge, intent]);
  });

  it.each([
    [{ kind: "wrong_secret" }, /No signatures found/],
    [{ kind: "old_timestamp" }, /Timestamp outside the tolerance zone/],
  ] satisfies [Mishap, RegExp][])("%o is refused by stripe-node, and the next try is right", async (what, why) => {
    answers = [200, 400];
    await mishap(what);
    await payByCard(clientOf(double));
    await arrived(3);
    const [, forged, right] = arrivals;
    if (forged === undefined || right === undefined) throw new Error("not delivered");
    await expect(read(forged)).rejects.toThrow(why);
    expect(await read(right)).toMatchObject({ id: forged.id });
  });

  it("wait while delivery is paused, and are flushed in either order or resumed", async () => {
    await double.control.pauseDelivery();
    await payByCard(clientOf(double));
    await double.control.flushDelivery("reverse");
    expect(types()).toEqual([intent, charge]);
    await payByCard(clientOf(double));
    expect(arrivals).toHaveLength(2);
    await double.control.resumeDelivery();
    await arrived(4);
    expect(types().slice(2)).toEqual([charge, intent]);
  });

  it("are signed with both secrets while a rotation is under way, then with the new one", async () => {
    const { secret: fresh } = await double.control.rotateSecret(endpoint.id, { keepOld: true });
    await payByCard(clientOf(double));
    await arrived(2);
    const [first] = arrivals;
    if (first === undefined) throw new Error("not delivered");
    expect(await read(first)).toEqual(await read(first, fresh));
    const { secret: last } = await double.control.rotateSecret(endpoint.id, { keepOld: false });
    await payByCard(clientOf(double));
    await arrived(4);
    const late = arrivals[3];
    if (late === undefined) throw new Error("not delivered");
    await expect(read(late, fresh)).rejects.toThrow(/No signatures found/);
    expect(await read(late, last)).toMatchObject({ type: "payment_intent.succeeded" });
  });

  it("come also for a payment whose reply was lost", async () => {
    await double.control.fault({ path: "/v1/payment_intents", times: 2, fault: { kind: "reply_lost" } });
    await payByCard(clientOf(double)).catch(() => null);
    await arrived(2);
    expect(types()).toEqual([charge, intent]);
  });

  it("mishaps by chance are the same for the same seed", async () => {
    const chances = [
      { chance: 0.3, mishap: { kind: "drop" } },
      { chance: 0.3, mishap: { kind: "duplicate" } },
    ] satisfies { chance: number; mishap: Mishap }[];
    const run = async () => {
      await double.control.pauseDelivery();
      await double.control.randomMishaps({ seed: 3, chances });
      for (let n = 0; n < 6; n += 1) await payByCard(clientOf(double));
      const before = arrivals.length;
      await double.control.flushDelivery();
      const came = arrivals.slice(before);
      const once = came.filter(({ id }, index) => came.findIndex((other) => other.id === id) === index);
      return once.map(({ id, type }) => [type, came.filter((other) => other.id === id).length]);
    };
    const first = await run();
    expect(first.length).toBeLessThan(12);
    expect(first.map(([, count]) => count)).toContain(2);
    expect(await run()).toEqual(first);
  });
});

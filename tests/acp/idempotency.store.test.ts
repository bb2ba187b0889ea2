import { createHash } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { canonicalJson } from "#lib/canonical-json.ts";
import { sessionId } from "#lib/ids.ts";
import { chargesOf, openTestShop } from "../fixtures/test-shop.ts";
import { acpShop, API_KEY, createBody, paymentBody, type Version } from "./acp-shop.ts";

const shop = await openTestShop();
const acp = acpShop(shop);
afterAll(() => shop.close());

let count = 0;
const fresh = () => `key-${(count += 1)}`;
const VERSIONS: readonly Version[] = ["2025-09-29", "2026-04-17"];
const MUG = [{ id: "mug", quantity: 1 }];
const keyed = (version: Version, key: string, path: string, body: unknown) =>
  acp.call(version, "POST", path, body, { "idempotency-key": key });
const create = (version: Version, key: string, items: readonly unknown[] = MUG) =>
  keyed(version, key, "checkout_sessions", createBody(version, items));

describe.each(VERSIONS)("an idempotency key in version %s", (version) => {
  it("the same request again gets the same answer, marked as a replay, and no second session (C12)", async () => {
    const key = fresh();
    const first = await create(version, key);
    const again = await create(version, key);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(first.headers.get("idempotent-replayed")).toBeNull();
  });

  it("a complete again gets the order again, and one charge (C12)", async () => {
    const id = String((await create(version, fresh())).body["id"]);
    const key = fresh();
    const pay = () => keyed(version, key, `checkout_sessions/${id}/complete`, paymentBody(version, "tok_sandbox_ok"));
    const [first, again] = [await pay(), await pay()];
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(first.body["status"]).toBe("completed");
    expect(chargesOf(shop, sessionId(id))).toHaveLength(1);
  });

  it("the same key with another body is a conflict (C13)", async () => {
    const key = fresh();
    await create(version, key);
    const other = await create(version, key, [{ id: "mug", quantity: 3 }]);
    expect(other).toMatchObject({
      status: version === "2025-09-29" ? 409 : 422,
      body: { type: "invalid_request", code: "idempotency_conflict" },
    });
    expect(other.headers.get("idempotent-replayed")).toBeNull();
  });

  it("a refusal is kept like any other answer, a malformed body leaves no trace", async () => {
    const [refused, malformed] = [fresh(), fresh()];
    const gone = [{ id: "no-such-thing", quantity: 1 }];
    expect((await create(version, refused, gone)).status).toBe(400);
    const again = await create(version, refused, gone);
    expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([400, "true"]);
    expect((await create(version, malformed, [])).status).toBe(400);
    expect((await create(version, malformed)).status).toBe(201);
  });
});

describe("what a key means", () => {
  it("the order of keys and the way to write a number do not matter; null is not absent, lists have an order", async () => {
    const key = fresh();
    const send = (body: string) =>
      acp.raw("checkout_sessions", {
        method: "POST",
        body,
        headers: {
          authorization: `Bearer ${API_KEY}`,
          "api-version": "2026-04-17",
          "content-type": "application/json",
          "idempotency-key": key,
        },
      });
    expect((await send('{"currency":"usd","capabilities":{},"line_items":[{"id":"mug","quantity":1}]}')).status).toBe(
      201,
    );
    const same = await send('{ "line_items":[{"quantity":1.0,"id":"mug"}], "capabilities":{}, "currency":"usd"}');
    expect(same.headers.get("idempotent-replayed")).toBe("true");
    for (const other of [
      '{"currency":"usd","capabilities":{},"line_items":[{"id":"mug","quantity":1}],"buyer":null}',
      '{"currency":"USD","capabilities":{},"line_items":[{"id":"mug","quantity":1}]}',
    ])
      expect((await send(other)).status).toBe(422);
  });

  it("one key on two paths is two requests", async () => {
    const key = fresh();
    const id = String((await create("2026-04-17", key)).body["id"]);
    expect((await keyed("2026-04-17", key, `checkout_sessions/${id}/cancel`, {})).body["status"]).toBe("canceled");
  });

  it.each([
    ["2025-09-29", "2026-04-17", 422],
    ["2026-04-17", "2025-09-29", 409],
  ] as const)(
    "a request of %s is not replayed to %s: a conflict, and nothing is done again",
    async (one, other, status) => {
      const id = String((await create(one, fresh())).body["id"]);
      const key = fresh();
      const path = `checkout_sessions/${id}/cancel`;
      const body = {};
      expect((await keyed(one, key, path, body)).status).toBe(200);
      const crossed = await keyed(other, key, path, body);
      expect(crossed).toMatchObject({ status, body: { type: "invalid_request", code: "idempotency_conflict" } });
      expect(crossed.body["message"]).toContain(`was used with API-Version ${one}.`);
      expect(crossed.headers.get("idempotent-replayed")).toBeNull();
      expect((await keyed(one, key, path, body)).headers.get("idempotent-replayed")).toBe("true");
    },
  );

  it.each(VERSIONS)(
    "what an instance of the release before stored is replayed to whoever repeats it in %s",
    async (version) => {
      const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
      const name = { scope: sha256(`${API_KEY}\ncheckout_sessions`), key: fresh() };
      const bodyHash = sha256(canonicalJson(createBody(version, MUG)));
      const stored = { id: "cs_stored", status: "ready_for_payment" };
      await shop.context.store.transaction(async (transaction) => {
        await transaction.insertRequest({ ...name, bodyHash, apiVersion: null }, shop.context.now());
        await transaction.answerRequest(name, { status: 201, body: JSON.stringify(stored) });
      });
      const again = await create(version, name.key);
      expect([again.status, again.headers.get("idempotent-replayed"), again.body]).toEqual([201, "true", stored]);
    },
  );

  it("2026-04-17 demands one, 2025-09-29 does without", async () => {
    const send = (version: Version) =>
      acp.raw("checkout_sessions", {
        method: "POST",
        body: JSON.stringify(createBody(version, MUG)),
        headers: { authorization: `Bearer ${API_KEY}`, "api-version": version, "content-type": "application/json" },
      });
    expect(await send("2026-04-17")).toMatchObject({ status: 400, body: { code: "idempotency_key_required" } });
    expect((await send("2025-09-29")).status).toBe(201);
    expect((await create("2025-09-29", "k".repeat(256))).status).toBe(400);
  });

  it("of many at once one is done, and the others wait or get its answer", async () => {
    const key = fresh();
    const all = await Promise.all(Array.from({ length: 12 }, () => create("2026-04-17", key)));
    const made = all.filter((one) => one.status === 201);
    const waiting = all.filter((one) => one.status === 409);
    expect(new Set(made.map((one) => one.body["id"])).size).toBe(1);
    expect(made.length + waiting.length).toBe(12);
    for (const one of waiting) {
      expect(one.body["code"]).toBe("idempotency_in_flight");
      expect(one.headers.get("retry-after")).toBe("1");
    }
  });
});

describe("what a crash leaves behind", () => {
  it("cut short in the middle of a charge, the same request goes on after a minute and charges once", async () => {
    const id = String((await create("2026-04-17", fresh())).body["id"]);
    const key = fresh();
    const body = paymentBody("2026-04-17", "tok_sandbox_ok");
    const path = `checkout_sessions/${id}/complete`;
    // A process that ends in the middle gives nothing back, so its claim stays.
    const gone = () => Promise.reject(new Error("the process has ended"));
    const ending = acpShop({
      ...shop,
      verbs: {
        ...shop.verbs,
        storefront: (principal) => ({ ...shop.verbs.storefront(principal), releaseRequest: gone }),
      },
    });
    shop.atEachFailpoint((step) => {
      if (step === "token_charged") throw new Error("the process ends here");
    });
    expect((await ending.call("2026-04-17", "POST", path, body, { "idempotency-key": key })).status).toBe(500);
    shop.atEachFailpoint(() => undefined);
    const pay = () => keyed("2026-04-17", key, path, body);
    expect(await pay()).toMatchObject({ status: 409, body: { code: "idempotency_in_flight" } });
    shop.advance(61_000);
    expect(await pay()).toMatchObject({ status: 200, body: { status: "completed" } });
    expect(chargesOf(shop, sessionId(id))).toHaveLength(1);
  });

  it("a failure of ours is not kept: the repetition runs again", async () => {
    const id = String((await create("2026-04-17", fresh())).body["id"]);
    const key = fresh();
    const pay = () =>
      keyed("2026-04-17", key, `checkout_sessions/${id}/complete`, paymentBody("2026-04-17", "tok_sandbox_ok_2"));
    shop.atEachFailpoint((step) => {
      if (step === "token_claimed") throw new Error("a failure of ours");
    });
    const failed = await pay();
    shop.atEachFailpoint(() => undefined);
    expect(failed).toMatchObject({ status: 500, body: { type: "processing_error" } });
    expect(JSON.stringify(failed.body)).not.toContain("a failure of ours");
    expect((await pay()).status).toBe(200);
    expect(chargesOf(shop, sessionId(id)).length).toBeLessThan(2);
  });

  it("answers are kept for a day and then forgotten", async () => {
    const key = fresh();
    const first = await create("2026-04-17", key);
    shop.advance(24 * 3_600_000);
    await shop.verbs.sweep();
    expect((await create("2026-04-17", key)).body["id"]).toBe(first.body["id"]);
    shop.advance(2 * 3_600_000);
    await shop.verbs.sweep();
    expect((await create("2026-04-17", key)).body["id"]).not.toBe(first.body["id"]);
  });
});

import { afterAll, describe, expect, it } from "vitest";
import { openTestShop } from "../fixtures/test-shop.ts";
import { DIALECTS } from "#acp/dialect.ts";
import { once } from "#acp/idempotency.ts";
import { ADDRESS, acpShop, BUYER, createBody, paymentBody } from "./acp-shop.ts";

const shop = await openTestShop();
const acp = acpShop(shop);
afterAll(() => shop.close());

const VERSION = "2026-04-17";
let count = 0;
const fresh = () => `erased-${(count += 1)}`;
const PERSONAL = [ADDRESS.line_one, ADDRESS.name, BUYER.email];
const post = (key: string, path: string, body: unknown) =>
  acp.call(VERSION, "POST", path, body, { "idempotency-key": key });
const create = async (key: string) => post(key, "checkout_sessions", createBody(VERSION, [{ id: "mug", quantity: 1 }]));
const personalIn = (text: string) => PERSONAL.filter((word) => text.includes(word));

describe("the answer that is kept for an idempotency key", () => {
  it("is not given again once its buyer's erasure is asked for, also while open money keeps that waiting", async () => {
    const key = fresh();
    const created = await create(key);
    const id = String(created.body["id"]);
    expect(personalIn(JSON.stringify(created.body))).not.toEqual([]);
    await post(fresh(), `checkout_sessions/${id}/complete`, paymentBody(VERSION, "tok_sandbox_timeout_captured"));
    const erased = await shop.verbs.eraseBuyer(BUYER.email);
    expect(JSON.stringify(erased)).toContain('"open"');
    const again = await create(key);
    expect(again.headers.get("idempotent-replayed")).toBeNull();
    expect(again.body["id"]).not.toBe(id);
  });

  it("is not kept when the buyer was erased while it was made", async () => {
    const created = await create(fresh());
    const { body } = created;
    const reports: unknown[] = [];
    const parts = {
      verbs: shop.verbs.storefront({ surface: "acp", apiKeyDigest: "digest" }),
      newReference: () => "ref",
      report: (error: unknown) => void reports.push(error),
    };
    const [dialect] = DIALECTS;
    if (dialect === undefined) throw new Error("no dialect");
    const path = `checkout_sessions/${String(body["id"])}`;
    const request = { identity: "a caller", path, key: fresh(), body: {} };
    const first = await once(parts, dialect, request, async () => {
      await shop.verbs.eraseBuyer(BUYER.email);
      return { kind: "session", status: 200, body };
    });
    expect([first.answer.status, reports]).toEqual([200, []]);
    const later = { kind: "session", status: 200, body: { id: body["id"], status: "canceled" } } as const;
    expect(await once(parts, dialect, request, async () => later)).toEqual({ answer: later, isReplay: false });
  });
});

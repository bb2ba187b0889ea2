import { afterAll, describe, expect, it } from "vitest";
import { answerAcp } from "#acp/rest.ts";
import { sessionId } from "#lib/ids.ts";
import { openTestShop } from "../fixtures/test-shop.ts";
import { acpShop, createBody, ORIGIN, paymentBody, type Version } from "./acp-shop.ts";

const shop = await openTestShop();
const acp = acpShop(shop);
afterAll(() => shop.close());

const OTHER_KEY = "another-key-0123456789";
/** The same shop after its platform's key was replaced, or as another platform has it. */
const other = { ...acp.parts, acp: { apiKey: OTHER_KEY, signatureSecret: null } };
let requests = 0;

async function call(version: Version, key: "own" | "other", method: string, path: string, body?: unknown) {
  if (key === "own") return acp.call(version, method, path, body);
  requests += 1;
  const response = await answerAcp(
    new Request(`${ORIGIN}/acp/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${OTHER_KEY}`,
        "api-version": version,
        "content-type": "application/json",
        "idempotency-key": `other-${requests}`,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
    other,
  );
  return { status: response.status, body: (await response.json()) as unknown };
}

const OPERATIONS = (version: Version): Readonly<Record<string, readonly [string, string, unknown]>> => ({
  get: ["GET", "", undefined],
  update: ["POST", "", { discounts: { codes: [] } }],
  complete: ["POST", "/complete", paymentBody(version, "tok_sandbox_declined")],
  cancel: ["POST", "/cancel", {}],
});
const cells = (["2025-09-29", "2026-04-17"] as const).flatMap((version) =>
  Object.keys(OPERATIONS(version)).flatMap((operation) =>
    (["own", "other", "of the chat"] as const).map((relation) => [version, operation, relation] as const),
  ),
);

describe("a session belongs to the key that made it", () => {
  it.each(cells)("%s %s, asked with the key: %s", async (version, operation, relation) => {
    const made =
      relation === "of the chat"
        ? await shop.readySession("mug", "ann")
        : sessionId(
            String(
              (await acp.call(version, "POST", "checkout_sessions", createBody(version, [{ id: "mug", quantity: 1 }])))
                .body["id"],
            ),
          );
    const [method, action, body] = OPERATIONS(version)[operation] ?? ["GET", "", undefined];
    const key = relation === "other" ? "other" : "own";
    const before = await shop.context.store.session(made);
    const answer = await call(version, key, method, `checkout_sessions/${made}${action}`, body);
    if (relation === "own") {
      expect(answer.status).toBe(200);
      return;
    }
    const ofUnknown = await call(version, key, method, `checkout_sessions/cs_of_no_session${action}`, body);
    expect({ status: answer.status, body: answer.body }).toEqual({ status: ofUnknown.status, body: ofUnknown.body });
    expect(answer.status).toBe(404);
    expect(await shop.context.store.session(made)).toEqual(before);
  });
});

import { afterAll, expect, it } from "vitest";
import { sessionId } from "#lib/ids.ts";
import { openTestShop } from "../fixtures/test-shop.ts";
import { acpShop, createBody } from "./acp-shop.ts";

const shop = await openTestShop();
const acp = acpShop(shop);
afterAll(() => shop.close());

it("a session is in the language that a call names, until a call names another", async () => {
  const call = (path: string, body: unknown, language?: string) =>
    acp.call("2025-09-29", "POST", path, body, language === undefined ? {} : { "accept-language": language });
  const made = await call(
    "checkout_sessions",
    createBody("2025-09-29", [{ id: "mug", quantity: 2 }], true),
    "de-AT,en;q=0.5",
  );
  const id = String(made.body["id"]);
  const spoken = async () => (await shop.context.store.session(sessionId(id)))?.locale;
  expect(await spoken()).toBe("de-AT");
  await call(`checkout_sessions/${id}`, { fulfillment_option_id: "express" });
  expect(await spoken()).toBe("de-AT");
  await call(`checkout_sessions/${id}`, { fulfillment_option_id: "standard" }, "fr");
  expect(await spoken()).toBe("fr");
});

import { expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";

const actionsOf = (env: Readonly<Record<string, string>>) => {
  const read = readConfig(env, "/srv/shop");
  return read.kind === "config" ? read.config.consoleActions : read.problems;
};
const STRIPE = { PAYMENT_PROVIDER: "stripe", STRIPE_SECRET_KEY: "sk_test_1", STRIPE_WEBHOOK_SECRET: "whsec_1" };

it("whoever is in the console may refund and ship where nothing is real, and nothing elsewhere before it is said", () => {
  expect(actionsOf({})).toEqual(["refund", "ship"]);
  expect(actionsOf(STRIPE)).toEqual([]);
  expect(actionsOf({ ...STRIPE, CONSOLE_ACTIONS: "ship" })).toEqual(["ship"]);
  expect(actionsOf({ ...STRIPE, CONSOLE_ACTIONS: "ship, refund" })).toEqual(["refund", "ship"]);
  expect(actionsOf({ CONSOLE_ACTIONS: "none" })).toEqual([]);
});

it.each(["everything", "refund,all", "none,ship", ","])("an action that there is not stops the start: %s", (text) => {
  expect(actionsOf({ CONSOLE_ACTIONS: text })).toEqual([
    { name: "CONSOLE_ACTIONS", message: expect.stringContaining("must be one of refund, ship") },
  ]);
});

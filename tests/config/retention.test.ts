import { expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";

const read = (env: Readonly<Record<string, string>>) => readConfig(env, "/srv/shop");

it("buyers' details are kept thirty days without an order, ten years with one, history four hundred days, and what a shopper had remembered half a year", () => {
  const outcome = read({});
  expect(outcome.kind === "config" ? outcome.config.retention : outcome.problems).toEqual({
    unpaidDays: 30,
    orderDays: 3650,
    historyDays: 400,
    rememberedDays: 180,
  });
});

it.each([
  ["KEEP_UNPAID_DAYS", "1", 2],
  ["KEEP_ORDERS_DAYS", "30", 31],
  ["KEEP_HISTORY_DAYS", "0", 31],
  ["KEEP_UNPAID_DAYS", "forever", 2],
])("%s=%s stops the start with a message that says what is accepted", (name, value, min) => {
  expect(read({ [name]: value })).toEqual({
    kind: "invalid",
    problems: [{ name, message: `must be a whole number from ${min} to 36500, not "${value}"` }],
  });
});

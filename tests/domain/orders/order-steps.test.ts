import { expect, test } from "vitest";
import { orderSteps } from "#lib/orders/order-steps.ts";

const written = (...of: Parameters<typeof orderSteps>) =>
  orderSteps(...of).map(({ kind, state }) => `${kind} ${state}`);

test("an order that goes its way has three steps, and those behind it are done", () => {
  expect(written("paid", "not_shipped")).toEqual(["ordered done", "shipped open", "delivered open"]);
  expect(written("paid", "partly_shipped")).toEqual(["ordered done", "shipped partly", "delivered open"]);
  expect(written("partially_refunded", "shipped")).toEqual(["ordered done", "shipped done", "delivered open"]);
  expect(written("paid", "delivered")).toEqual(["ordered done", "shipped done", "delivered done"]);
});

test("an order that was taken back promises nothing more, and keeps what had happened", () => {
  expect(written("canceled", "not_shipped")).toEqual(["ordered done", "canceled done"]);
  expect(written("refunded", "not_shipped")).toEqual(["ordered done", "refunded done"]);
  expect(written("refunded", "shipped")).toEqual(["ordered done", "shipped done", "refunded done"]);
});

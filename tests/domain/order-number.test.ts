import { expect, it } from "vitest";
import { orderId } from "#lib/ids.ts";
import { orderNumberOf, readOrderNumber } from "#lib/orders/order.ts";

it.each([
  "T-7F3K-92QD",
  "t-7f3k-92qd",
  " T-7F3K-92QD ",
  "T 7F3K 92QD",
  "T7F3K92QD",
  "7F3K-92QD",
  "#T-7F3K-92QD",
  "T–7F3K–92QD",
  "Ｔ-7F3K-92QD",
])("an order number may be typed as %s", (typed) => {
  expect(readOrderNumber(typed)).toBe("T-7F3K-92QD");
});

it.each(["", "T-7F3K", "T-7F3K-92QD-100", "or_1234567890", "T-7F3K-92Q!"])("%j names no order", (typed) => {
  expect(readOrderNumber(typed)).not.toMatch(/^T-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
});

it("every number that an order gets is read as itself", () => {
  for (let index = 0; index < 1000; index += 1) {
    const number = orderNumberOf(orderId(`or_${index}`));
    expect(readOrderNumber(number.toLowerCase().replaceAll("-", " "))).toBe(number);
  }
});

it("the number of a seller's part names its order", () => {
  for (const typed of ["T-7F3K-92QD-1", "t-7f3k-92qd-12", "7F3K 92QD 2"])
    expect(readOrderNumber(typed)).toBe("T-7F3K-92QD");
});

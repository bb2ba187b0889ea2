import { hash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attemptId, attemptIdOf, sellerIdOf, orderId, sessionId, sessionOfAttempt } from "#lib/ids.ts";
import { orderNumberOf } from "#lib/orders/order.ts";

describe("the id of an attempt", () => {
  it("is the session's and a number from 1, and gives the session back", () => {
    expect(attemptIdOf(sessionId("cs_1"), 1)).toBe("cs_1:1");
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 1000 }), (text, n) => {
        expect(sessionOfAttempt(attemptIdOf(sessionId(text), n))).toBe(text);
      }),
    );
  });

  it("without a number, or counted from 0, is a bug", () => {
    for (const n of [0, -1, 1.5, Number.NaN])
      expect(() => attemptIdOf(sessionId("cs_1"), n)).toThrow("Invariant broken");
    for (const text of ["cs_1", ":1", ""]) expect(() => sessionOfAttempt(attemptId(text))).toThrow("Invariant broken");
  });
});

describe("the id of a seller that is known by name only", () => {
  it.each([
    ["Fernweh Outfitters", "fernweh-outfitters"],
    ["  Café & Söhne, GmbH ", "cafe-sohne-gmbh"],
    ["くも", "くも"],
    ["!!!", "seller"],
    ["A--B", "a-b"],
  ])("%s is %s", (name, id) => {
    expect(sellerIdOf(name)).toBe(id);
  });

  it("is the same for the same name, and its own seller", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const id = sellerIdOf(name);
        expect(id).not.toBe("");
        expect(sellerIdOf(id)).toBe(id);
      }),
    );
  });
});

describe("an order's number", () => {
  it("is short, sayable and the same for the same order", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const number = orderNumberOf(orderId(text));
        expect(number).toMatch(/^T-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
        expect(orderNumberOf(orderId(text))).toBe(number);
      }),
    );
  });

  it("differs between a hundred thousand orders but for rare chance", () => {
    const numbers = new Set(
      Array.from({ length: 100_000 }, (_, index) =>
        orderNumberOf(orderId(`ord_${hash("sha256", String(index), "base64url").slice(0, 22)}`)),
      ),
    );
    expect(numbers.size).toBeGreaterThan(99_980);
  });
});

import { expect, it } from "vitest";
import { pseudo } from "../fixtures/languages/pseudo-language.ts";

it.each(["Your order", "Remember these details for my next order with this seller in the chat", "Pay $25.21"])(
  "the pseudo-language makes %j at least 40 % longer and keeps its words",
  (text) => {
    const longer = pseudo(text);
    expect(longer.length).toBeGreaterThanOrEqual(text.length * 1.4);
    expect(longer.split(" ")).toHaveLength(text.split(" ").length);
    expect(longer).toMatch(/^\[.*\]$/);
  },
);

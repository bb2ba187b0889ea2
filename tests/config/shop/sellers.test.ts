import { expect, test } from "vitest";
import { contactOf } from "#lib/checkout/seller-contact.ts";
import { shopFile } from "#lib/config/shop.ts";

const read = (...sellers: readonly object[]) => shopFile.safeParse({ shipping: [], taxes: [], discounts: [], sellers });

test("a seller without an entry of its own has that of all others, or none", () => {
  const { sellers } = read({ seller: "*", tax_number: "DE1" }, { seller: "fernweh", tax_number: "DE2" }).data ?? {
    sellers: [],
  };
  expect(contactOf(sellers, "fernweh")?.taxNumber).toBe("DE2");
  expect(contactOf(sellers, "kissa")?.taxNumber).toBe("DE1");
  expect(contactOf([], "kissa")).toBeNull();
});

test("what buyers are to press is an address of its kind", () => {
  for (const wrong of [
    { url: "http://a.example" },
    { url: "javascript:alert(1)" },
    { email: "help" },
    { phone: "now" },
  ])
    expect(read({ seller: "*", ...wrong }).success, JSON.stringify(wrong)).toBe(false);
  expect(read({ seller: "*" }, { seller: "*" }).success).toBe(false);
});

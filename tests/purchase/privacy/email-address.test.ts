import { expect, it } from "vitest";
import { comparableEmail, customerEmail } from "#lib/checkout/email-address.ts";

it.each([
  ["Ada@Example.COM", "ada@example.com"],
  ["  ada@example.com ", "ada@example.com"],
  ["ZOË@example.com", "zoe\u0308@example.com"],
  ["ada@bücher.example", "ADA@xn--bcher-kva.example"],
  ["ada＠example.com", "ada@example.com"],
])("%s and %s are one address", (one, other) => {
  expect(comparableEmail(one)).toBe(comparableEmail(other));
});

it.each([
  ["ada@example.com", "adam@example.com"],
  ["ada@example.com", "ada@example.org"],
  ["ada@example.com", "ada@example.com/path"],
  ["ada@example.com", "ada@example.com:80"],
  ["a@b@example.com", "b@example.com"],
  ["", "@"],
])("%s and %s are two", (one, other) => {
  expect(comparableEmail(one)).not.toBe(comparableEmail(other));
});

it.each([
  ["ada@example.com", "ADA+shop@Example.com"],
  ["ada.lovelace@gmail.com", "a.d.alovelace+2@googlemail.com"],
  ["ada@bücher.example", "ada+x+y@xn--bcher-kva.example"],
])("%s and %s are one customer", (one, other) => {
  expect(customerEmail(one)).toBe(customerEmail(other));
});

it.each([
  ["ada@example.com", "a.da@example.com"],
  ["ada@example.com", "ada@example.org"],
  ["+ada@example.com", "+eve@example.com"],
])("%s and %s are two customers", (one, other) => {
  expect(customerEmail(one)).not.toBe(customerEmail(other));
});

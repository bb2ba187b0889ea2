import { expect, it } from "vitest";
import { comparableEmail } from "#lib/checkout/email-address.ts";

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

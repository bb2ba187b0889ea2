import { expect, test } from "vitest";
import { readChoices } from "#app/try/host/choices.ts";
import { chatAddress, newSession, readReturn } from "#app/try/host/host-session.ts";
import { wayBack } from "#app/request/way-back.ts";

const CHOICES = readChoices({ shopper: "arm-external", locale: "de-DE" });

const backFrom = (text: string | null, kind: "sandbox" | "stripe" = "sandbox") =>
  wayBack({ config: { payment: { kind }, publicUrl: "http://localhost:3000", returnHosts: ["chatgpt.com"] } }, text);

test("the stand-in's address brings the same shopper back to the same checkout, with the same switches", () => {
  const before = newSession(CHOICES, "abc123");
  const url = new URL(chatAddress(before, CHOICES, "cs_1"), "http://localhost:3000");
  const query = Object.fromEntries(url.searchParams);
  const returned = readReturn(query);
  expect(returned).toEqual({ chance: "abc123", checkout: "cs_1" });
  expect(readChoices(query)).toEqual(CHOICES);
  expect(newSession(readChoices(query), returned?.chance ?? "")).toEqual(before);
});

test("an address that names no conversation begins a new one", () => {
  for (const query of [{}, { chat: "abc" }, { chat: "a/b", checkout: "cs_1" }, { chat: ["a"], checkout: "cs_1" }])
    expect(readReturn(query)).toBeNull();
});

test("beside the sandbox bank the pages lead back to the stand-in, and nowhere else of that kind", () => {
  expect(backFrom("http://localhost:3000/try?chat=a&checkout=b")).toBe("/try?chat=a&checkout=b");
  for (const elsewhere of [
    "http://localhost:3000/console",
    "http://localhost:3000/try/../console",
    "http://localhost:3001/try?chat=a",
    "http://user@localhost:3000/try",
    "https://evil.example/try",
    "//evil.example/try",
    "/try",
    null,
  ])
    expect(backFrom(elsewhere), String(elsewhere)).toBeNull();
  expect(backFrom("http://localhost:3000/try?chat=a", "stripe")).toBeNull();
  expect(backFrom("https://chatgpt.com/c/1")).toBe("https://chatgpt.com/c/1");
});

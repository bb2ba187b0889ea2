import { expect, test } from "vitest";
import { asksForOrder, relevantTo } from "#app/try/chat/relevance.ts";

const product = (title: string, description: string) => ({ title, description, variant: {} });
const matcha = product("Uji matcha", "Nothing is added to it.");
const pack = product("Canvas backpack", "For a day's walk.");
const boots = product("Wanderstiefel", "Sturdy boots for long hikes.");
const found = (text: string) => relevantTo(text, [matcha, pack, boots]).map(({ title }) => title);

test("a word somewhere in a description is not what was asked for", () => {
  expect(found("zzzz nothing")).toEqual([]);
  expect(found("make it two")).toEqual([]);
});

test("a product is shown for its name, or for most of the words, whatever their endings", () => {
  expect(found("red backpacks please")).toEqual(["Canvas backpack"]);
  expect(found("boot")).toEqual(["Wanderstiefel"]);
  expect(found("sturdy boots")).toEqual(["Wanderstiefel"]);
});

test("a question about an order is no search", () => {
  expect(asksForOrder("where is my order?")).toBe(true);
  expect(asksForOrder("a backpack made to order")).toBe(false);
});

import { expect, it } from "vitest";
import { conversationReducer, EMPTY_CONVERSATION, type ConversationAction } from "#app/try/chat/conversation.ts";

const after = (...actions: readonly ConversationAction[]) => actions.reduce(conversationReducer, EMPTY_CONVERSATION);
const resource = { title: "Checkout", html: "", policy: "", prefersBorder: true, redirectDomains: [] };
const shown: ConversationAction = { type: "widget_shown", sessionId: "cs_1", resource, input: {}, result: {} };
const placed: ConversationAction = { type: "order_placed", sessionId: "cs_1", text: "Paid.", links: [] };

it("an order is announced once, however often the shop reports it", () => {
  const { entries } = after(shown, placed, placed, { ...placed, text: "Paid. Again." });
  expect(entries.map((entry) => entry.kind)).toEqual(["widget", "assistant"]);
});

it("the orders of two checkouts are both announced", () => {
  expect(after(placed, { ...placed, sessionId: "cs_2" }).entries).toHaveLength(2);
});

it("a tool's chip changes with its own answer only", () => {
  const { entries } = after(
    { type: "tool_called", call: "a", name: "search_products" },
    { type: "tool_called", call: "b", name: "search_products" },
    { type: "tool_answered", call: "b", isError: true },
  );
  expect(entries.map((entry) => entry.kind === "tool" && entry.state)).toEqual(["running", "failed"]);
});

it("a widget that is reloaded keeps its place and is put there again", () => {
  const before = after({ type: "user_said", text: "mug" }, shown);
  const { entries } = conversationReducer(before, { type: "widgets_reloaded" });
  expect(entries.map((entry) => entry.id)).toEqual(before.entries.map((entry) => entry.id));
  expect(entries[1]).toMatchObject({ kind: "widget", mount: 1 });
});

it("a widget that shows products leaves the conversation with the checkout spoken of last", () => {
  expect(after(shown, { ...shown, sessionId: null }).sessionId).toBe("cs_1");
  expect(after({ ...shown, sessionId: null }, { type: "checkout_prepared", sessionId: "cs_2" }).sessionId).toBe("cs_2");
});

it("entries never share an id", () => {
  const { entries } = after({ type: "user_said", text: "a" }, shown, placed, { type: "failed", text: "b" });
  expect(new Set(entries.map((entry) => entry.id)).size).toBe(4);
});

it("starting over leaves nothing of the conversation", () => {
  expect(after(shown, placed, { type: "started_over" })).toEqual(EMPTY_CONVERSATION);
});

import { describe, expect, it } from "vitest";
import { chatGptHost } from "#widget/host/chatgpt-host.ts";
import { askRoute, askStatus, sendChange } from "#widget/purchase/purchase-calls.ts";
import { readCheckout, readSheetMessages, webAddress } from "#widget/purchase/read-checkout.ts";
import { aCheckout, anAnswer } from "./a-checkout.ts";

const { id } = aCheckout();

/** A host whose tools answer as given; it records what was called. */
function hostAnswering(answer: (name: string) => unknown) {
  const calls: { name: string; args: unknown }[] = [];
  const openai = {
    callTool: async (name: string, args: unknown) => {
      calls.push({ name, args });
      return answer(name);
    },
    requestCheckout: async () => null,
  };
  const frame = Object.assign(new EventTarget(), { openai });
  return { host: chatGptHost(frame), calls };
}
const answering = (structuredContent: unknown) => hostAnswering(() => ({ structuredContent }));

describe("asking the server", () => {
  it("believes an answer about this session only", async () => {
    expect(await askStatus(answering(anAnswer()).host, id, 3)).toEqual({
      type: "status_read",
      turn: 3,
      checkout: aCheckout(),
    });
    for (const other of [
      { ...anAnswer(), id: "cs_another_session" },
      {},
      null,
      "paid",
      { ...anAnswer(), state: "given" },
    ])
      expect(await askStatus(answering(other).host, id, 3)).toEqual({ type: "status_unknown", turn: 3 });
  });

  it("sends along what the host can do at this moment", async () => {
    const { host, calls } = answering({
      route: "instant",
      reason: "variant_instant",
      button_label: "Buy now",
      checkout: anAnswer(),
    });
    const event = await askRoute(host, id, 1, 1000);
    expect(event).toMatchObject({ type: "route_chosen", turn: 1, route: { route: "instant", label: "Buy now" } });
    expect(calls).toEqual([
      {
        name: "choose_route",
        args: {
          checkout_session_id: id,
          capabilities: { widget: true, request_checkout: true, open_external: false, open_link: false },
        },
      },
    ]);
  });

  it("knows no way where choose_route is not offered or says nothing readable", async () => {
    for (const answer of [{ isError: true, content: [] }, { structuredContent: { route: "free" } }, null])
      expect(await askRoute(hostAnswering(() => answer).host, id, 1, 1000)).toEqual({ type: "route_unknown", turn: 1 });
  });
});

describe("sending a change", () => {
  it("names only what is changed", async () => {
    const { host, calls } = answering(anAnswer());
    expect(await sendChange(host, id, { change: "delivery", optionId: "express" })).toMatchObject({ type: "changed" });
    await sendChange(host, id, { change: "discount", codes: ["TEN"] });
    await sendChange(host, id, { change: "cancel" });
    expect(calls).toEqual([
      { name: "update_checkout", args: { checkout_session_id: id, fulfillment_option_id: "express" } },
      { name: "update_checkout", args: { checkout_session_id: id, discount_codes: ["TEN"] } },
      { name: "cancel_checkout", args: { checkout_session_id: id } },
    ]);
  });

  it("hands on why it was refused, without technical names", async () => {
    const text = "update_checkout did not accept this input:\n- fulfillment_address.city: The city is missing.";
    const { host } = hostAnswering(() => ({ isError: true, content: [{ type: "text", text }] }));
    expect(await sendChange(host, id, { change: "discount", codes: [] })).toEqual({
      type: "change_refused",
      text: "The city is missing.",
    });
  });

  it("is refused without a reason where the server gives none", async () => {
    const { host } = hostAnswering(() => ({ isError: true, content: [] }));
    expect(await sendChange(host, id, { change: "discount", codes: [] })).toEqual({
      type: "change_refused",
      text: null,
    });
  });

  it("is lost, not refused, where no readable answer came", async () => {
    const { host } = hostAnswering(() => {
      throw new Error("gone");
    });
    expect(await sendChange(host, id, { change: "cancel" })).toEqual({ type: "change_lost" });
  });
});

describe("what comes through the host is not trusted", () => {
  it("a checkout without a usable page, currency or amounts is none", () => {
    const answer = anAnswer();
    expect(readCheckout(answer)).not.toBeNull();
    for (const wrong of [
      { ...answer, continue_url: "javascript:alert(1)" },
      { ...answer, currency: "ZZZ" },
      { ...answer, totals: [{ type: "total", display_text: "Total", amount: 1.5 }] },
    ])
      expect(readCheckout(wrong)).toBeNull();
  });

  it("only web addresses become links", () => {
    expect(webAddress("https://shop.example.com/a")).toBe("https://shop.example.com/a");
    for (const text of [undefined, "", "/a", "javascript:alert(1)", "data:text/html,x", "https://a@evil.test/"])
      expect(webAddress(text)).toBeNull();
  });

  it("of the sheet's answer only error messages are read, few and short", () => {
    const messages = [
      { type: "error", content: "One." },
      { type: "info", content: "Two." },
      { type: "error", content: { html: "x" } },
      ...Array.from({ length: 9 }, () => ({ type: "error", content: "y".repeat(999) })),
    ];
    const read = readSheetMessages({ status: "completed", messages });
    expect(read[0]).toBe("One.");
    expect(read).toHaveLength(3);
    expect(read.every((text) => text.length <= 300)).toBe(true);
    for (const answer of [undefined, null, "paid", { status: "canceled", order: null }, { messages: "x" }])
      expect(readSheetMessages(answer)).toEqual([]);
  });
});

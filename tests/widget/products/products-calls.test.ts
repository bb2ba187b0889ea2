import { describe, expect, it } from "vitest";
import { checkoutSessionInput, getProductInput } from "#lib/wire/tool-contract.ts";
import { chatGptHost } from "#widget/host/chatgpt-host.ts";
import { askCheckout, askProduct } from "#widget/products/products-calls.ts";
import { anAnswer } from "../a-checkout.ts";
import { found, jackets } from "./shop-answers.ts";

function hostAnswering(answer: unknown) {
  const calls: { name: string; args: unknown }[] = [];
  const callTool = async (name: string, args: unknown) => {
    calls.push({ name, args });
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { host: chatGptHost(Object.assign(new EventTarget(), { openai: { callTool } })), calls };
}

describe("what the products ask the shop for", () => {
  it("is a product with its variants", async () => {
    const { host, calls } = hostAnswering({ structuredContent: jackets });
    expect(await askProduct(host, "jacket-s")).toMatchObject({
      type: "product_opened",
      productId: "jacket-s",
      variants: [{ id: "jacket-s" }, { id: "jacket-m" }],
    });
    expect(calls).toEqual([{ name: "get_product", args: { id: "jacket-s" } }]);
    expect(getProductInput.safeParse(calls[0]?.args).success).toBe(true);
  });

  it("is a checkout for one unit, without a price", async () => {
    const { host, calls } = hostAnswering({ structuredContent: anAnswer() });
    expect(await askCheckout(host, "mug")).toEqual({
      type: "checkout_prepared",
      productId: "mug",
      structured: anAnswer(),
    });
    expect(calls).toEqual([
      { name: "checkout_session", args: { checkout_session: { items: [{ id: "mug", quantity: 1 }] } } },
    ]);
    expect(checkoutSessionInput.safeParse(calls[0]?.args).success).toBe(true);
  });

  it("is answered with the shop's reason when it refuses, without the field's technical name", async () => {
    const text = 'checkout_session was not called:\n- checkout_session.items[0].id: "Mug" is out of stock.';
    const { host } = hostAnswering({ isError: true, content: [{ type: "text", text }] });
    expect(await askCheckout(host, "mug")).toEqual({
      type: "task_failed",
      productId: "mug",
      notice: { kind: "server_text", text: '"Mug" is out of stock.' },
    });
  });

  it.each([
    ["lost", new Error("gone")],
    ["another tool's", { structuredContent: found([]) }],
    ["empty", { structuredContent: null }],
  ])("ends without a checkout and without a product when the answer is %s", async (_, answer) => {
    const failed = { type: "task_failed", productId: "mug", notice: { kind: "no_answer" } };
    expect(await askCheckout(hostAnswering(answer).host, "mug")).toEqual(failed);
    expect(await askProduct(hostAnswering(answer).host, "mug")).toEqual(failed);
  });
});

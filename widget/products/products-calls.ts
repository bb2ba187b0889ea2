import { callTool, refusalText } from "../host/call-tool.ts";
import type { Host, ToolReply } from "../host/host.ts";
import { readCheckout } from "../purchase/read-checkout.ts";
import type { Notice, ProductsEvent } from "./products-phase.ts";
import { readVariants } from "./read-products.ts";

/** Asks for a product with its variants, at today's prices. */
export async function askProduct(host: Host, productId: string): Promise<ProductsEvent> {
  const reply = await callTool(host, "get_product", { id: productId });
  const variants = reply.kind === "answered" ? readVariants(reply.structured) : null;
  return variants === null
    ? { type: "task_failed", productId, notice: noticeOf(reply) }
    : { type: "product_opened", productId, variants };
}

/** Has a checkout prepared for one unit of a product. A session whose answer is lost charges nothing and expires. */
export async function askCheckout(host: Host, productId: string): Promise<ProductsEvent> {
  const items = [{ id: productId, quantity: 1 }];
  const reply = await callTool(host, "checkout_session", { checkout_session: { items } });
  return reply.kind === "answered" && readCheckout(reply.structured) !== null
    ? { type: "checkout_prepared", productId, structured: reply.structured }
    : { type: "task_failed", productId, notice: noticeOf(reply) };
}

function noticeOf(reply: ToolReply): Notice {
  const text = reply.kind === "refused" ? refusalText(reply.text) : null;
  return text === null ? { kind: "no_answer" } : { kind: "server_text", text };
}

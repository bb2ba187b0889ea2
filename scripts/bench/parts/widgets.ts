import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "../../install.mjs";
import type { LoadClient, LoadRequest } from "../load/load.ts";
import { structuredIn, toolRequest } from "../mcp/messages.ts";
import { addressRequest, prepareCheckouts, productToBuy, routeRequest } from "../mcp/shoppers.ts";
import type { Figure } from "../result.ts";
import { framesUntil, type Framed } from "./frames.ts";

const PAGES = { "checkout widget": "index.html", "products widget": "products.html" } as const;
const pageOf = (name: keyof typeof PAGES) => readFileSync(join(root, "build", "widget", PAGES[name]), "utf8");

/** What each widget's page weighs as built. */
export function widgetWeights(): readonly Figure[] {
  return (["checkout widget", "products widget"] as const).map((name) => {
    const bytes = gzipSync(pageOf(name), { level: 9 }).length;
    return { name, value: bytes / 1000, unit: "kB gzip" };
  });
}

/**
 * How long a card takes from the start of its frame to a button that can be pressed and is on the screen, on a processor
 * slowed down four times, with what a running server answered in its `window.openai` from the start. Each is also a ratio to
 * an empty frame with one button, which is what the machine itself takes. Nothing where there is no Chromium.
 */
export async function cardFigures(client: LoadClient, port: number): Promise<readonly Figure[]> {
  const times = await framesUntil([EMPTY, await productsCard(client, port), await checkoutCard(client, port)]);
  if (times === null) return [];
  const [floor = Number.NaN, ...cards] = times;
  const unit = "ms, CPU slowed 4 times";
  return [
    { name: EMPTY.name, value: floor, unit },
    ...["first products card", "first checkout card"].map((name, index): Figure => {
      const value = cards[index] ?? Number.NaN;
      return { name, value, unit, ratio: value / floor, to: EMPTY.name };
    }),
  ];
}

const EMPTY: Framed = {
  name: "empty frame with one button",
  html: "<!doctype html><title>Empty</title><button>Buy</button>",
  button: "button",
};

async function productsCard(client: LoadClient, port: number): Promise<Framed> {
  const shown = await answer(client, port, toolRequest("modern", "search_products", { limit: 8 }, "looks"));
  return { name: "products", html: withHost(pageOf("products widget"), shown, null), button: "#widget li button" };
}

/** A checkout with an address, whose one button pays. */
async function checkoutCard(client: LoadClient, port: number): Promise<Framed> {
  const product = await productToBuy(client, port);
  const [checkout] = await prepareCheckouts(client, port, { product, count: 1, name: "card" });
  if (checkout === undefined) throw new Error("no checkout was prepared");
  const shown = await answer(client, port, addressRequest(checkout));
  const routed = await answer(client, port, routeRequest(checkout));
  const html = withHost(pageOf("checkout widget"), shown, routed);
  return { name: "checkout", html, button: "#widget .button.first:enabled" };
}

async function answer(client: LoadClient, port: number, request: LoadRequest) {
  const [body = ""] = await client.collect(port, [request]);
  return structuredIn(body);
}

/** The page in a host that has brought the result, and answers one call at once and no other. */
function withHost(html: string, shown: unknown, routed: unknown): string {
  const openai = JSON.stringify({ toolOutput: shown, theme: "light", locale: "en-US" }).replaceAll("<", "\\u003c");
  const route = JSON.stringify({ structuredContent: routed }).replaceAll("<", "\\u003c");
  const host = `<script>window.openai = Object.assign(${openai}, {
    callTool: (name) => name === "choose_route" ? Promise.resolve(${route}) : new Promise(() => {}),
    setWidgetState() {}, notifyIntrinsicHeight() {}, requestCheckout: () => new Promise(() => {}) });</script>`;
  return html.replace("<head>", () => `<head>${host}`);
}

import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { framePage, mayRedirect, policyOf, readWidgetResource } from "#app/try/host/frame-page.ts";
import { screenGlobals } from "#app/try/host/host-context.ts";
import { widgetContents, WIDGETS } from "#mcp/widget-resource.ts";

const PAGE =
  '<!doctype html><html lang="en"><head><title>Checkout</title><script>start()</script></head><body></body></html>';
const served = {
  contents: WIDGETS.slice(0, 1).map((widget) =>
    widgetContents(widget, PAGE, { publicUrl: "https://shop.example.com", domain: null }),
  ),
};
const globals = {
  ...screenGlobals({ theme: "dark", locale: "de-DE", width: "phone" }),
  toolInput: { text: "</script><script>evil()</script>" },
  toolOutput: { id: "cs_1" },
  toolResponseMetadata: null,
  widgetState: null,
};

function pageOf(hasPaymentSheet: boolean | null): string {
  const resource = readWidgetResource(served);
  if (resource === null) throw new Error("the server's own answer is a widget's page");
  return framePage(resource, hasPaymentSheet === null ? null : { ...globals, hasPaymentSheet });
}

/** Runs the page's first script in a window of its own, as the frame does. */
function openAiOf(page: string): { openai: Record<string, unknown>; calls: unknown[]; lang: string } {
  const calls: unknown[] = [];
  const document = { documentElement: { lang: "" } };
  const window: Record<string, unknown> = { parent: { postMessage: (message: unknown) => calls.push(message) } };
  class Channel {
    port1 = { postMessage: (message: unknown) => calls.push(message) };
    port2 = {};
  }
  runInNewContext(/<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? "", { window, document, MessageChannel: Channel });
  return { openai: window["openai"] as Record<string, unknown>, calls, lang: document.documentElement.lang };
}

it("puts the policy and window.openai before the widget's own scripts", () => {
  const page = pageOf(true);
  expect(page.indexOf("Content-Security-Policy")).toBeLessThan(page.indexOf("<script>"));
  expect(page.indexOf("requestCheckout")).toBeLessThan(page.indexOf("start()"));
});

it("what a tool answered cannot end the script around it", () => {
  expect(pageOf(true)).not.toContain("<script>evil()");
  expect(openAiOf(pageOf(true)).openai["toolInput"]).toEqual(globals.toolInput);
});

it("the injected script needs nothing from outside itself and offers what the reference names", () => {
  const { openai, calls, lang } = openAiOf(pageOf(true));
  for (const name of "callTool openExternal sendFollowUpMessage setWidgetState notifyIntrinsicHeight requestDisplayMode requestCheckout".split(
    " ",
  ))
    expect(typeof openai[name], name).toBe("function");
  expect(openai).toMatchObject({ theme: "dark", locale: "de-DE", displayMode: "inline", toolOutput: { id: "cs_1" } });
  expect(openai).not.toHaveProperty("hasPaymentSheet");
  expect(lang).toBe("de-DE");
  expect(calls).toEqual([{ type: "tillswitch-stand-in/connect" }]);
});

it("requestCheckout is absent, not merely failing, in a host without the sheet", () => {
  expect(openAiOf(pageOf(false)).openai).not.toHaveProperty("requestCheckout");
});

it("a plain host has no window.openai, and the page keeps its policy", () => {
  expect(pageOf(null)).not.toContain("requestCheckout");
  expect(pageOf(null)).toContain("Content-Security-Policy");
});

it("the frame may load what the resource lists, and connect nowhere when it lists nothing", () => {
  const { policy, redirectDomains } = readWidgetResource(served) ?? { policy: "", redirectDomains: [] };
  expect(policy).toContain("img-src data: blob: https://shop.example.com");
  expect(policy).toContain("connect-src 'none'");
  expect(redirectDomains).toEqual(["https://shop.example.com"]);
});

it("an entry that is no origin cannot add to the policy", () => {
  const policy = policyOf({
    connectDomains: ["https://a.example; script-src *", "*", "https://b.example"],
    resourceDomains: ["data:", "'unsafe-eval'"],
    frameDomains: [],
    baseUriDomains: [],
  });
  expect(policy).toContain("connect-src https://b.example;");
  expect(policy).not.toMatch(/unsafe-eval|\*|a\.example/);
});

it("only origins on the list get the way back to the chat", () => {
  const list = ["https://shop.example.com", "https://*.seller.example"];
  for (const address of ["https://shop.example.com/checkout/1?a=b", "https://eu.seller.example/"])
    expect(mayRedirect(address, list), address).toBe(true);
  for (const address of [
    "http://shop.example.com/",
    "https://shop.example.com:8443/",
    "https://shop.example.com.evil.example/",
    "https://seller.example/",
    "https://evilseller.example/",
    "javascript:alert(1)",
    "nonsense",
  ])
    expect(mayRedirect(address, list), address).toBe(false);
});

it("a frame has the name that the page has, so that two widgets can be distinguished", () => {
  const titleOf = (html: string) => readWidgetResource({ contents: [{ text: html }] })?.title;
  expect(titleOf(PAGE)).toBe("Checkout");
  expect(titleOf(PAGE.replace("Checkout", " Products "))).toBe("Products");
  expect(titleOf("<p>no title</p>")).toBe("Widget");
});

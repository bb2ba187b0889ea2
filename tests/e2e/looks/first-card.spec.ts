import { expect, test } from "@playwright/test";
import { CHECKOUT_STAGES } from "../../looks/checkout-stages.ts";
import { PRODUCTS_STAGES } from "../../looks/products-stages.ts";
import { showWidget } from "../../looks/staged-widget.ts";

const STAGES = [...CHECKOUT_STAGES, ...PRODUCTS_STAGES];
const CHAT = "https://widget.test/chat";

/** A chat that notes, when the widget's bridge speaks for the first time, whether the button could be pressed then. */
const chat = (button: string) => `<!doctype html><title>Chat</title>
<script>
  const isThere = () => document.querySelector("iframe").contentDocument.querySelector(${JSON.stringify(button)}) !== null;
  addEventListener("message", () => (document.documentElement.dataset.usable ??= String(isThere())));
</script>
<iframe src="/" width="400" height="700"></iframe>`;

for (const [name, button] of [
  ["checkout-ready-instant", "button.first:enabled"],
  ["products-carousel-of-3", "li button:enabled"],
] as const)
  test(`${name} can be used before the code of the bridge runs, where window.openai brought it`, async ({ page }) => {
    const stage = STAGES.find((one) => one.name === name);
    if (stage === undefined) throw new Error(`${name} is no state of a widget`);
    await page.route(CHAT, (route) => route.fulfill({ contentType: "text/html", body: chat(button) }));
    await showWidget(page, stage);
    await page.goto(CHAT);
    await expect(page.locator("html")).toHaveAttribute("data-usable", "true");
  });

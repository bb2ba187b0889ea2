import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";
import { rememberOwner } from "./tools.ts";
import { checkoutOpenedBy, ORDER_NUMBER } from "./checkout-page.ts";

/** The stand-in for ChatGPT, as a person uses it. Every name that the tests look for stands here once. */

export type Options = {
  /** Which shopper the stand-in sends along; decides the flags (docs/decisions/0005). */
  readonly shopper: "arm-instant" | "arm-external" | "beta-off" | "kill-on";
  /** Whether `window.openai.requestCheckout` is there. */
  readonly hasPaymentSheet?: boolean;
  /** Whether there is a `window.openai`; without it the host is a plain MCP Apps host. */
  readonly hasOpenAi?: boolean;
  readonly hasWidget?: boolean;
  /** Who draws the products; with the host's own cards a purchase begins in the checkout's widget. */
  readonly products?: "host" | "widget";
  /** What `requestCheckout` does when the sheet is closed. */
  readonly cancel?: "resolve" | "reject";
  /** The charge is sent, and `requestCheckout` rejects all the same. */
  readonly losesAnswer?: boolean;
  /** Which revision of MCP the host speaks with the shop. */
  readonly era?: "2026-07-28" | "2025-11-25";
  /** Whose language the host speaks, and where its shopper is. */
  readonly locale?: "en-US" | "de-DE" | "ja-JP" | "ar";
};

export const CARDS = {
  pay: "Card that works",
  decline: "Card that is declined",
  challenge: "Card to confirm (3-D Secure)",
  lost: "Reply lost, money taken",
} as const;

/** Opens the stand-in and remembers the session that it prepares, from the answers that pass by. */
export async function openTry(page: Page, options: Options): Promise<{ sessionId(): Promise<string> }> {
  const seen: string[] = [];
  const subjects: string[] = [];
  page.on("request", (request) => {
    const [, subject] = /"openai\/subject":"([^"]+)"/.exec(request.postData() ?? "") ?? [];
    if (subject !== undefined) subjects.push(subject);
  });
  page.on("response", (response) => {
    if (!response.url().includes("/mcp") && !response.url().includes("/try")) return;
    void response
      .text()
      .then((text) => seen.push(...(text.match(/cs_[0-9A-Za-z]{22}/g) ?? [])))
      .catch(() => undefined);
  });
  const query = new URLSearchParams({
    shopper: options.shopper,
    sheet: options.hasPaymentSheet === false ? "off" : "on",
    openai: options.hasOpenAi === false ? "off" : "on",
    widget: options.hasWidget === false ? "off" : "on",
    products: options.products ?? "host",
    cancel: options.cancel ?? "resolve",
    answer: options.losesAnswer === true ? "lost" : "kept",
    era: options.era ?? "2026-07-28",
    ...(options.locale === undefined ? {} : { locale: options.locale }),
  });
  await page.goto(`/try?${query.toString()}`);
  await expect(page.getByText("This is a stand-in for ChatGPT, not ChatGPT.")).toBeVisible();
  return {
    async sessionId() {
      await expect.poll(() => seen.length).toBeGreaterThan(0);
      const id = seen.at(-1) ?? "";
      rememberOwner(id, subjects.at(-1) ?? "nobody");
      return id;
    },
  };
}

/** What the tests buy: the first thing that the stand-in shows. It is in stock without end (config/demo-feed.csv). */
const PRODUCT = "Campfire enamel mug";

export const buyButton = (page: Page, product = PRODUCT): Locator =>
  page.getByRole("button", { name: `Buy ${product}`, exact: true });

/** Presses Buy and waits until the widget offers the route that the test expects. */
export async function buySomething(page: Page, route: keyof typeof PAY_BUTTONS): Promise<void> {
  await buyButton(page).click();
  await atRest(page, `You: I would like to buy ${PRODUCT}.`);
  await expect(route === "instant" ? addressButton(widget(page)) : payButton(page, route)).toBeVisible();
  await expect(widget(page).getByText("Total so far", { exact: true })).toBeVisible();
}

export async function search(page: Page, words: string): Promise<void> {
  await page.getByRole("searchbox", { name: "Find something to buy", exact: true }).fill(words);
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await atRest(page, `You: ${words}`);
}

/** The buyer's newest words move to the top. A click into a frame that still moves goes to where it was, and is lost. */
async function atRest(page: Page, said: string): Promise<void> {
  const conversation = page.getByRole("log", { name: "Conversation", exact: true });
  await expect(conversation.locator("section").filter({ hasText: said })).not.toHaveCount(0);
  await conversation.evaluate(async (log) => {
    const FRAMES = 12;
    const top = () => log.lastElementChild?.getBoundingClientRect().top;
    for (let still = 0, last = top(); still < FRAMES; last = top()) {
      await new Promise(requestAnimationFrame);
      still = top() === last ? still + 1 : 0;
    }
  });
}

const FRAME = 'iframe[title="Checkout"]';

/** The widget's own page, inside the frame that the host puts around it. */
export const widget = (page: Page): FrameLocator => page.frameLocator(FRAME);

/** The same where a conversation has several: the one of the turn that asked for this product. */
export const widgetFor = (page: Page, product: string): FrameLocator =>
  page
    .getByRole("log", { name: "Conversation", exact: true })
    .locator("section")
    .filter({ hasText: `I would like to buy ${product}.` })
    .frameLocator(FRAME);

/** The widget's buttons that lead to a payment. `other` stands below the first after the sheet was left. */
const PAY_BUTTONS = {
  instant: "Buy now",
  external: "Continue to checkout",
  other: "Pay on the seller’s page instead",
} as const;

/** With the sum behind it once the order can be paid. */
export const payButton = (page: Page, route: keyof typeof PAY_BUTTONS): Locator => payButtonIn(widget(page), route);
const payButtonIn = (frame: FrameLocator, route: keyof typeof PAY_BUTTONS): Locator =>
  frame.getByRole("button", { name: new RegExp(`^${PAY_BUTTONS[route]}( · .+)?$`) });

export const addressButton = (frame: FrameLocator): Locator =>
  frame.getByRole("button", { name: "Add delivery address", exact: true });

/** Fills in the address form, to which the one button of the instant route leads, and waits until the order can be paid. */
export async function giveAddress(
  page: Page,
  { frame = widget(page), remembers = false }: { readonly frame?: FrameLocator; readonly remembers?: boolean } = {},
): Promise<void> {
  await addressButton(frame).click();
  const field = (label: string) => frame.getByLabel(label, { exact: true });
  await field("Country").selectOption("US");
  await field("Name").fill("Ada Lovelace");
  await field("Address").fill("1 Main St");
  await field("City").fill("New York");
  await field("State").fill("NY");
  await field("ZIP code").fill("10001");
  await frame.getByRole("checkbox", { name: /^Remember this for my next order with / }).setChecked(remembers);
  await frame.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(frame.getByRole("button", { name: "Edit the delivery details", exact: true })).toBeVisible();
  await expect(payButtonIn(frame, "instant")).toBeEnabled();
}

/** Puts the widget into the conversation again; the frame that was there is gone when this returns. */
export async function reloadWidget(page: Page): Promise<void> {
  const frame = await page.locator(FRAME).elementHandle();
  await page.getByRole("button", { name: "Reload the widget", exact: true }).click();
  await expect.poll(() => frame?.evaluate((element) => element.isConnected)).toBe(false);
}

/** The widget shows the paid order. */
export async function expectPaid(page: Page): Promise<void> {
  await expect(
    widget(page).getByRole("heading", { name: "Thank you, your order is placed", exact: true }),
  ).toBeVisible();
  await expect(widget(page).getByText(ORDER_NUMBER)).toBeVisible();
}

export const sheet = (page: Page): Locator =>
  page.getByRole("dialog", { name: "Pay with the stand-in’s sheet", exact: true });

export async function payInSheet(page: Page, card: keyof typeof CARDS): Promise<void> {
  await sheet(page).getByRole("radio", { name: CARDS[card], exact: true }).check();
  await sheet(page)
    .getByRole("button", { name: /^Pay \S/ })
    .click();
}

export async function closeSheet(page: Page): Promise<void> {
  await sheet(page).getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(sheet(page)).toHaveCount(0);
}

/** The external button opens the checkout page as the host would: in a window of its own. */
export const followToCheckout = (page: Page, button: "external" | "other"): Promise<Page> =>
  checkoutOpenedBy(page, () => payButton(page, button).click());

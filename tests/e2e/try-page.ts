import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";

/** The stand-in for ChatGPT, as a person uses it. Every name that the tests look for stands here once. */

export type Options = {
  /** Which shopper the stand-in sends along; decides the flags (docs/decisions/0005). */
  readonly shopper: "arm-instant" | "arm-external" | "beta-off" | "kill-on";
  /** Whether `window.openai.requestCheckout` is there. */
  readonly hasPaymentSheet?: boolean;
  /** Whether there is a `window.openai`; without it the host is a plain MCP Apps host. */
  readonly hasOpenAi?: boolean;
  readonly hasWidget?: boolean;
  /** What `requestCheckout` does when the sheet is closed. */
  readonly cancel?: "resolve" | "reject";
  /** The charge is sent, and `requestCheckout` rejects all the same. */
  readonly losesAnswer?: boolean;
  /** Which revision of MCP the host speaks with the shop. */
  readonly era?: "2026-07-28" | "2025-11-25";
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
    cancel: options.cancel ?? "resolve",
    answer: options.losesAnswer === true ? "lost" : "kept",
    era: options.era ?? "2026-07-28",
  });
  await page.goto(`/try?${query.toString()}`);
  await expect(page.getByText("This is a stand-in for ChatGPT, not ChatGPT.")).toBeVisible();
  return {
    async sessionId() {
      await expect.poll(() => seen.length).toBeGreaterThan(0);
      return seen.at(-1) ?? "";
    },
  };
}

export async function buySomething(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /^(buy|get)\b/i })
    .first()
    .click();
  await expect(widget(page).getByText(/total/i).first()).toBeVisible();
}

export async function search(page: Page, words: string): Promise<void> {
  await page.getByRole("searchbox", { name: "Find something to buy" }).fill(words);
  await page.getByRole("button", { name: "Search" }).click();
}

/** The widget's own page, inside the frame that the host puts around it. */
export const widget = (page: Page): FrameLocator => page.frameLocator('iframe[title*="heckout"]');

export const payButton = (page: Page, route: "instant" | "external"): Locator =>
  widget(page).getByRole("button", { name: route === "instant" ? "Buy now" : "Continue to checkout" });

export async function giveAddress(page: Page): Promise<void> {
  const frame = widget(page);
  const name = frame.getByLabel(/^(full )?name/i).first();
  if (!(await name.isVisible())) return;
  await frame
    .getByLabel(/^country/i)
    .first()
    .selectOption("US");
  await name.fill("Ada Lovelace");
  await frame
    .getByLabel(/address|street/i)
    .first()
    .fill("1 Main St");
  await frame.getByLabel(/^city/i).first().fill("New York");
  await frame
    .getByLabel(/^(state|region|province)/i)
    .first()
    .fill("NY");
  await frame
    .getByLabel(/^(zip|postal)/i)
    .first()
    .fill("10001");
  await frame
    .getByRole("button", { name: /^(save|use|continue with)/i })
    .first()
    .click();
}

export const sheet = (page: Page): Locator => page.getByRole("dialog", { name: "Pay with the stand-in’s sheet" });

export async function payInSheet(page: Page, card: keyof typeof CARDS): Promise<void> {
  await sheet(page).getByRole("radio", { name: CARDS[card] }).check();
  await sheet(page).getByRole("button", { name: /^Pay / }).click();
}

export async function closeSheet(page: Page): Promise<void> {
  await sheet(page).getByRole("button", { name: "Cancel" }).click();
}

/** The external button opens the checkout page as the host would: in a window of its own. */
export async function followToCheckout(page: Page): Promise<Page> {
  const opened = page.context().waitForEvent("page");
  await payButton(page, "external").click();
  const checkout = await opened;
  await checkout.waitForLoadState();
  return checkout;
}

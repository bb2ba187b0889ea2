import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";
import { search } from "../try-page.ts";

/** The products' widget in the stand-in. Every name that the tests look for is here once. */

/** The frame that answered a message of the buyer; `null`: what the stand-in shows without being asked. */
export function productsFor(page: Page, words: string | null): FrameLocator {
  const turns = page.getByRole("log", { name: "Conversation", exact: true }).locator("section");
  const turn = words === null ? turns.filter({ hasNotText: "You: " }) : turns.filter({ hasText: `You: ${words}` });
  return turn.locator('iframe[title="Products"]').contentFrame();
}

export async function searched(page: Page, words: string): Promise<FrameLocator> {
  await search(page, words);
  return productsFor(page, words);
}

export const heading = (products: FrameLocator, name: string): Locator =>
  products.getByRole("heading", { level: 1, name, exact: true });

/** The one button of a card. */
export const cardButton = (products: FrameLocator, label: "Buy now" | "See options" | "View", title: string): Locator =>
  products.getByRole("button", { name: `${label} ${title}`, exact: true });

export const buyNow = (products: FrameLocator): Locator => products.getByRole("button", { name: /^Buy now( · .+)?$/ });

export const backToProducts = (products: FrameLocator): Locator =>
  products.getByRole("button", { name: "Back to the products", exact: true });

/** The checkout took the place of the products, and its route is known. */
export async function expectCheckout(products: FrameLocator): Promise<void> {
  await expect(heading(products, "Your order")).toBeVisible();
  await expect(products.getByText("Total so far", { exact: true })).toBeVisible();
}

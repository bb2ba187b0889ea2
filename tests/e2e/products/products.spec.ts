import { expect, test } from "@playwright/test";
import { expectOneOrder } from "../tools.ts";
import { giveAddress, openTry, payInSheet, search, sheet } from "../try-page.ts";
import { expectUsable } from "../usable-page.ts";
import {
  backToProducts,
  buyNow,
  cardButton,
  expectCheckout,
  heading,
  productsFor,
  searched,
} from "./products-widget.ts";

/** Products without variants, and with them (config/demo-feed.csv). */
const LANTERN = { id: "fw-lantern", title: "Harbour LED lantern" };
const JACKET = "Ridgeline rain jacket";
const MUG = "Campfire enamel mug";
const CANDLE = "Cabin scented candle";

test("a buyer finds a product, chooses a variant, and buys it in the same frame @phone", async ({ page, request }) => {
  const visit = await openTry(page, { shopper: "arm-instant", products: "widget" });
  const products = await searched(page, "jacket");
  await expect(cardButton(products, "See options", JACKET)).toBeVisible();
  await expectUsable(page, "carousel");
  await cardButton(products, "See options", JACKET).click();
  await expect(heading(products, JACKET)).toBeVisible();
  await expectUsable(page, "product");
  await products.getByRole("radio", { name: /^M, Moss/ }).check();
  await buyNow(products).click();
  await expectCheckout(products);
  await expect(products.getByText(`${JACKET} (M, Moss)`, { exact: true })).toBeVisible();
  await expectUsable(page, "checkout in place");
  await giveAddress(page, { frame: products });
  await expect(backToProducts(products)).toBeVisible();
  await buyNow(products).click();
  await expect(sheet(page)).toBeVisible();
  await expect(backToProducts(products)).toHaveCount(0);
  await payInSheet(page, "pay");
  await expect(heading(products, "Thank you, your order is placed")).toBeVisible();
  await expect(backToProducts(products)).toHaveCount(0);
  await expectOneOrder(request, await visit.sessionId());
  await expect(page.getByRole("link", { name: "Open the receipt", exact: true })).toBeVisible();
});

test("the keyboard alone leads along the carousel, into a checkout and back to the product", async ({ page }) => {
  await openTry(page, { shopper: "arm-external", products: "widget" });
  const products = productsFor(page, null);
  await cardButton(products, "See options", CANDLE).focus();
  await page.keyboard.press("ArrowRight");
  await expect(cardButton(products, "See options", MUG)).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(cardButton(products, "See options", MUG)).not.toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(cardButton(products, "See options", MUG)).toBeFocused();
  await expect(cardButton(products, "See options", MUG)).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Enter");
  await expect(heading(products, MUG)).toBeFocused();
  const moss = products.getByRole("radio", { name: /^Moss/ });
  const sand = products.getByRole("radio", { name: /^Sand/ });
  await moss.focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(sand).toBeChecked();
  await page.keyboard.press("Tab");
  await expect(buyNow(products)).toBeFocused();
  await page.keyboard.press("Enter");
  await expectCheckout(products);
  await expect(heading(products, "Your order")).toBeFocused();
  await backToProducts(products).focus();
  await page.keyboard.press("Enter");
  await expect(sand).toBeChecked();
});

test("get_product has a frame of its own, and a product that is not sold here leads to the seller", async ({
  page,
}) => {
  await openTry(page, { shopper: "arm-external", products: "widget" });
  await expect(cardButton(await searched(page, "lantern"), "Buy now", LANTERN.title)).toBeVisible();
  await search(page, LANTERN.id);
  const lantern = productsFor(page, LANTERN.id);
  await expect(heading(lantern, LANTERN.title)).toBeVisible();
  await expect(buyNow(lantern)).toBeVisible();
  const tents = await searched(page, "tent");
  await cardButton(tents, "View", "Canvas bell tent, showroom only").click();
  await expect(tents.getByText("Not sold here", { exact: true })).toBeVisible();
  await expect(buyNow(tents)).toHaveCount(0);
  await expect(tents.getByRole("link", { name: "See it on the seller’s page", exact: true })).toBeVisible();
});

test("a widget that is mounted again shows the checkout that was open in it, and the shelf after the way back", async ({
  page,
}) => {
  await openTry(page, { shopper: "arm-external", products: "widget" });
  const products = await searched(page, "lantern");
  await cardButton(products, "Buy now", LANTERN.title).click();
  await expectCheckout(products);
  await page.getByRole("button", { name: "Reload the widget", exact: true }).click();
  await expectCheckout(products);
  await backToProducts(products).click();
  await expect(cardButton(products, "Buy now", LANTERN.title)).toBeVisible();
  await page.getByRole("button", { name: "Reload the widget", exact: true }).click();
  await expect(cardButton(products, "Buy now", LANTERN.title)).toBeVisible();
});

test("the carousel fits a narrow phone with large text, and shows what has the focus", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 720 });
  await openTry(page, { shopper: "arm-external", products: "widget" });
  const products = productsFor(page, null);
  const button = cardButton(products, "See options", CANDLE);
  await expect(button).toBeVisible();
  const html = products.locator("html");
  await html.evaluate((root) => {
    root.style.fontSize = "200%";
    document.body.style.fontSize = "30px";
  });
  await button.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await expect(button).toBeFocused();
  expect(await button.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe("solid");
  expect(await html.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
  await expectUsable(page, "carousel with large text");
});

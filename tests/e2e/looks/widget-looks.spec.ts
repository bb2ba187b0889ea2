import { expect, test, type Page } from "@playwright/test";
import { money } from "#lib/money.ts";
import { anAnswer } from "../../widget/a-checkout.ts";
import { aView, found } from "../../widget/products/shop-answers.ts";
import { aProduct } from "../../fixtures/builders.ts";
import { showWidget, type Stage } from "../../looks/staged-widget.ts";
import { inLanguage } from "../../looks/in-language.ts";
import { stageOf } from "../../looks/stages.ts";

const PICTURE = "/pictures/boots-walnut.svg";
const loading = (widget: Stage["widget"]): Stage => ({ name: "loading", widget, shown: null });
const products = (...views: Parameters<typeof found>[0]): Stage => ({
  name: "products",
  widget: "products",
  shown: found(views),
});
const boots: Stage["shown"] = anAnswer({
  lines: [{ product: aProduct({ title: "Boots", imageUrl: PICTURE }), quantity: 1 }],
});

/** How the page's pictures fail, the first so many times. */
async function failPictures(page: Page, times: number): Promise<{ readonly asked: () => number }> {
  let asked = 0;
  await page.route(`https://shop.example.com${PICTURE}`, async (route) => {
    asked += 1;
    await (asked <= times ? route.abort("connectionreset") : route.fallback());
  });
  return { asked: () => asked };
}

const stages: readonly Stage[] = [
  products(aView("boots", { imageUrl: PICTURE })),
  { name: "checkout", widget: "checkout", shown: boots },
];
for (const stage of stages) {
  test(`a picture that could not be loaded is tried again, in the ${stage.name} widget`, async ({ page }) => {
    await page.clock.install();
    await showWidget(page, stage, () => failPictures(page, 2));
    await expect(page.getByText(/^[PB]$/)).toBeVisible();
    await expect(page.locator("img")).toHaveCount(0);
    for (let passed = 0; passed < 60; passed += 1) await page.clock.runFor(1000);
    await expect(page.locator("img")).toHaveJSProperty("naturalWidth", 800);
  });

  test(`a picture that never loads is given up, in the ${stage.name} widget`, async ({ page }) => {
    await page.clock.install();
    let pictures = { asked: () => 0 };
    await showWidget(page, stage, async () => {
      pictures = await failPictures(page, 1000);
    });
    for (let passed = 0; passed < 600; passed += 10) await page.clock.runFor(10_000);
    await expect(page.locator("img")).toHaveCount(0);
    expect(pictures.asked()).toBe(3);
  });
}

test("a seller’s long name does not make every card of the carousel tall", async ({ page }) => {
  const sellerName = "Gebrüder Schwarzwälder Handwerksmanufaktur & Söhne Vertriebsgesellschaft mbH";
  const shown = products(aView("one"), aView("two", { sellerName, salePrice: money(1900, "USD") }));
  await showWidget(page, shown);
  const heightOf = (name: string) =>
    page.getByText(`Sold by ${name}`, { exact: true }).evaluate((one) => one.getBoundingClientRect().height);
  expect(await heightOf(sellerName)).toBeLessThan(2.1 * (await heightOf("Fernweh")));
});

for (const width of [390, 738])
  test(`a checkout card begins at the edge of a frame of ${width} pixels, where the chat's own text begins`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await showWidget(page, { name: "checkout", widget: "checkout", shown: boots });
    const { left } = await page.locator("h1").evaluate((one) => one.getBoundingClientRect());
    expect(left).toBe(20);
  });

test("every text of a widget grows with the browser’s font size", async ({ page }) => {
  await showWidget(page, { name: "checkout", widget: "checkout", shown: boots });
  const sizes = () =>
    page.locator("main *").evaluateAll((all) => all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)));
  const before = await sizes();
  await page.addStyleTag({ content: "html { font-size: 200% }" });
  expect(await sizes()).toEqual(before.map((size) => 2 * size));
});

for (const widget of ["checkout", "products"] as const)
  test(`the ${widget} widget shows that it is loading in forced colors`, async ({ page }) => {
    await page.emulateMedia({ forcedColors: "active" });
    await showWidget(page, loading(widget));
    for (const bone of await page.locator(".bone").all()) await expect(bone).not.toHaveCSS("border-top-style", "none");
  });

test("forced colors leave the spinner its gap, and tell the first button from the second", async ({ page }) => {
  const colorOf = (selector: string, property: "backgroundColor" | "borderTopColor" | "borderBottomColor") =>
    page.locator(selector).evaluate((one, name) => getComputedStyle(one)[name], property);
  await page.emulateMedia({ forcedColors: "active" });
  const checkout = anAnswer({ status: "awaiting_buyer", route: "external" });
  await showWidget(page, { name: "away", widget: "checkout", shown: checkout });
  expect(await colorOf(".spinner", "borderTopColor")).not.toBe(await colorOf(".spinner", "borderBottomColor"));
  expect(await colorOf(".button.first", "backgroundColor")).not.toBe(
    await colorOf(".button.second", "backgroundColor"),
  );
});

test("the button that was pressed looks as the others that wait do, under the pointer too", async ({ page }) => {
  await showWidget(page, products(aView("one", { title: "Lamp" }), aView("two", { title: "Chair" })));
  const pressed = page.getByRole("button", { name: /Lamp$/ });
  const other = page.getByRole("button", { name: /Chair$/ });
  await pressed.click();
  await expect(pressed).toHaveAttribute("aria-disabled", "true");
  const look = (button: typeof pressed) =>
    button.evaluate((one) => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color]);
  await pressed.hover();
  expect(await look(pressed)).toEqual(await look(other));
});

test("at twice the font size a product’s facts still have room beside its picture", async ({ page }) => {
  await page.setViewportSize({ width: 706, height: 900 });
  const shown = { product: aView("one"), variants: [] };
  await showWidget(page, { name: "product", widget: "products", shown });
  await page.addStyleTag({ content: "html { font-size: 200% }" });
  const widthOf = (selector: string) => page.locator(selector).evaluate((one) => one.getBoundingClientRect().width);
  expect(await widthOf(".facts")).toBeGreaterThan(await widthOf(".shot"));
});

for (const name of ["checkout-long-names", "checkout-nine-items", "checkout-remembered", "checkout-no-delivery-date"])
  test(`at twice the font size nothing of ${name} is cut off on a phone`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await showWidget(page, stageOf(name));
    await page.getByRole("button", { name: "Buy now" }).waitFor();
    await page.addStyleTag({ content: "html { font-size: 200% }" });
    const cut = await page
      .locator("main *:not(.unseen, .unseen *, input, option)")
      .evaluateAll((all) =>
        all
          .filter((one) => getComputedStyle(one).overflowY !== "visible" && one.scrollHeight > one.clientHeight + 1)
          .map((one) => one.outerHTML.slice(0, 100)),
      );
    expect(cut).toEqual([]);
  });

test("at twice the font size no step of an order and no amount is broken within a word", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await showWidget(page, stageOf("checkout-order-partly-refunded"));
  await page.addStyleTag({ content: "html { font-size: 200% }" });
  const broken = await page.locator(".steps li, .totals dd").evaluateAll((all) =>
    all.filter((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
      return lines > (one.textContent?.trim().split(" ").length ?? 1);
    }),
  );
  expect(broken).toEqual([]);
});

test("a sentence with an amount in it is one text, and not a line for each piece", async ({ page }) => {
  await showWidget(page, stageOf("checkout-payment-partly-returned"));
  const sentence = page.getByText("The bank returned $5.00 of this payment.", { exact: true });
  await expect(sentence).toBeVisible();
  expect(await sentence.evaluate((one) => getComputedStyle(one).display)).toBe("block");
});

/** The Enter that ends a composition, as Chromium and Firefox tell of it, and as Safari does. */
const ENDS_COMPOSITION = [
  { key: "Enter", isComposing: true, keyCode: 229 },
  { key: "Enter", isComposing: false, keyCode: 229 },
];

test("Enter sends a code, and not while a word of it is still being put together", async ({ page }) => {
  await showWidget(page, stageOf("checkout-discount-applied"));
  const code = page.getByRole("textbox", { name: "Discount code", exact: true });
  const apply = page.getByRole("button", { name: "Apply", exact: true });
  await code.fill("ＴＥＮ");
  for (const ends of ENDS_COMPOSITION) await code.dispatchEvent("keydown", ends);
  await expect(apply).toBeEnabled();
  await code.press("Enter");
  await expect(apply).toBeDisabled();
});

test("Enter sends an address, and not while a word of it is still being put together", async ({ page }) => {
  await showWidget(page, stageOf("checkout-address-open"));
  const street = page.getByRole("textbox", { name: "Address", exact: true });
  await street.fill("丸の内1-9-1");
  for (const ends of ENDS_COMPOSITION) await street.dispatchEvent("keydown", ends);
  await expect(page.getByRole("button", { name: "Continue", exact: true })).toBeEnabled();
  await street.press("Enter");
  await expect(page.getByRole("button", { name: "Saving…", exact: true })).toBeDisabled();
});

test("a Latin name in an Arabic card is cut off at its own end", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await showWidget(page, inLanguage(stageOf("checkout-long-names"), "ar"));
  const cut = await page
    .locator(".line-name, .order-head .quiet, .order-head .quiet bdi")
    .evaluateAll((all) =>
      all
        .filter((one) => one.scrollHeight > one.clientHeight + 1 && getComputedStyle(one).overflow === "hidden")
        .map((one) => getComputedStyle(one).direction),
    );
  expect(cut.length).toBeGreaterThanOrEqual(2);
  expect(new Set(cut)).toEqual(new Set(["ltr"]));
});

test("a Japanese date is not broken between two lines", async ({ page }) => {
  await showWidget(page, inLanguage(stageOf("checkout-no-delivery-date"), "ja"));
  const broken: string[] = [];
  for (let width = 340; width <= 420; width += 4) {
    await page.setViewportSize({ width, height: 844 });
    broken.push(
      ...(await page.locator(".row .messages li").evaluateAll((all) =>
        all.flatMap((one) => {
          const text = one.firstChild;
          if (!(text instanceof Text)) return ["no text"];
          return [...text.data.matchAll(/[\d月日～\u2060]{4,}/g)].flatMap(({ 0: days, index }) => {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + days.length);
            return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1 ? [days] : [];
          });
        }),
      )),
    );
  }
  expect(broken).toEqual([]);
});

test("a button that was pressed on the way to a state does not look pointed at in its picture", async ({ page }) => {
  await showWidget(page, stageOf("checkout-delivery-open"));
  await expect(page.getByRole("group", { name: "Delivery option" })).toBeVisible();
  expect(await page.locator("button:hover, label:hover, a:hover").count()).toBe(0);
});

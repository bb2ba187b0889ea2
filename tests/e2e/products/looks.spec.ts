import { expect, test, type Locator } from "@playwright/test";
import { addressButton, buySomething, openTry, widget } from "../try-page.ts";
import { productsFor } from "./products-widget.ts";

/** The contrast of an element's edge with the page behind it. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
const edgeContrast = (element: Locator): Promise<number> =>
  element.evaluate((one) => {
    const luminance = (color: string): number => {
      const canvas = document.createElement("canvas").getContext("2d");
      if (canvas === null) throw new Error("this browser draws no canvas");
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const edge = luminance(getComputedStyle(one).borderTopColor);
    const behind = luminance(getComputedStyle(document.body).backgroundColor);
    return (Math.max(edge, behind) + 0.05) / (Math.min(edge, behind) + 0.05);
  });

for (const colorScheme of ["light", "dark"] as const) {
  test(`a field's edge can be seen in the ${colorScheme} theme, whatever color the host draws dividers in`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await openTry(page, { shopper: "arm-instant" });
    await buySomething(page, "instant");
    await addressButton(widget(page)).click();
    for (const label of ["Country", "City"])
      expect(await edgeContrast(widget(page).getByLabel(label, { exact: true })), label).toBeGreaterThanOrEqual(3);
  });
}

for (const width of [390, 738, 1280]) {
  test(`the carousel goes from edge to edge of its frame in a window of ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await openTry(page, { shopper: "arm-external", products: "widget" });
    const shelf = productsFor(page, null).getByRole("list");
    await expect(shelf).toBeVisible();
    const [first, frame] = [
      shelf.getByRole("listitem").filter({ hasText: "Cabin scented candle" }),
      productsFor(page, null).locator("html"),
    ];
    const edges = async (element: Locator) =>
      element.evaluate((one) => ({ left: one.getBoundingClientRect().left, width: one.getBoundingClientRect().width }));
    const whole = await edges(frame);
    expect(await edges(shelf)).toEqual(whole);
    expect((await edges(first)).left).toBe(20);
  });
}

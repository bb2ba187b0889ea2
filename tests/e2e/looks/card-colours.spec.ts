import { expect, test } from "@playwright/test";
import { contrast } from "#lib/config/brand/colours.ts";
import { CHECKOUT_STAGES } from "../../looks/checkout-stages.ts";
import { ORDER_STAGES } from "../../looks/order-stages.ts";
import { showWidget, wearTheme, type Stage } from "../../looks/staged-widget.ts";

const stageOf = (stages: readonly Stage[], name: string): Stage => {
  const stage = stages.find((one) => one.name === name);
  if (stage === undefined) throw new Error(`no stage ${name}`);
  return stage;
};

/** A host's dividers need no contrast. */
const HAIRLINE = { light: "#eeeeee", dark: "#222222" } as const;

for (const theme of ["light", "dark"] as const) {
  test(`the link to a parcel has the colour of its text and not the browser's blue (${theme})`, async ({ page }) => {
    await showWidget(page, stageOf(ORDER_STAGES, "checkout-order-shipped"));
    await wearTheme(page, theme);
    const colours = await page
      .locator(".parcels a")
      .evaluate((link) => [link, link.closest("main") ?? link].map((one) => getComputedStyle(one).color));
    expect(colours[0]).toBe(colours[1]);
  });

  test(`a field's edge is seen where the host's dividers are a hairline (${theme})`, async ({ page }) => {
    await showWidget(page, stageOf(CHECKOUT_STAGES, "checkout-address-missing"));
    await wearTheme(page, theme);
    await page.addStyleTag({
      content: `:root { --color-border-primary: ${HAIRLINE[theme]}; --color-border-secondary: ${HAIRLINE[theme]} }`,
    });
    const [edge = "", surface = ""] = await page.locator("#field-city").evaluate((field) => {
      const canvas = document.createElement("canvas").getContext("2d");
      if (canvas === null) return [];
      return [getComputedStyle(field).borderTopColor, getComputedStyle(document.body).backgroundColor].map((colour) => {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const channels = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
        return `#${channels.map((one) => one.toString(16).padStart(2, "0")).join("")}`;
      });
    });
    expect(contrast(edge, surface)).toBeGreaterThanOrEqual(3);
  });
}

import { expect, test } from "@playwright/test";
import { CHECKOUT_STAGES } from "../../looks/checkout-stages.ts";
import { ORDER_STAGES } from "../../looks/order-stages.ts";
import { REMEMBERED_STAGES } from "../../looks/remembered-stages.ts";
import { SELLERS_STAGES } from "../../looks/sellers-stages.ts";
import { showWidget } from "../../looks/staged-widget.ts";
import { violationsIn } from "../usable-page.ts";

/** An inline card is at most as high as a phone's window: https://developers.openai.com/plugins/concepts/ui-guidelines */
const MAX_HEIGHT = 600;

for (const stage of [...CHECKOUT_STAGES, ...ORDER_STAGES, ...REMEMBERED_STAGES, ...SELLERS_STAGES])
  test(`the checkout card ${stage.name.replace("checkout-", "")} is no higher than a phone`, async ({ page }) => {
    if (stage.seconds !== undefined) await page.clock.install();
    await showWidget(page, stage);
    for (let passed = 0; passed < (stage.seconds ?? 0); passed += 1) await page.clock.runFor(1000);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      const height = await page.locator("main").evaluate((main) => main.getBoundingClientRect().height);
      expect(Math.ceil(height), `at ${width} px`).toBeLessThanOrEqual(MAX_HEIGHT);
    }
    await page.setViewportSize({ width: 320, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), "at 320 px").toBeLessThanOrEqual(320);
    expect(await violationsIn(page.mainFrame())).toEqual([]);
  });

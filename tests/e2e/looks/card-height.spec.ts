import { expect, test } from "@playwright/test";
import { showWidget } from "../../looks/staged-widget.ts";
import { CARD_STAGES } from "../../looks/stages.ts";
import { violationsIn } from "../usable-page.ts";
import { expectSmall, heightOf, showSettled } from "./card-size.ts";

for (const stage of CARD_STAGES)
  test(`the checkout card ${stage.name.replace("checkout-", "")} is no higher than a phone`, async ({ page }) => {
    if (stage.seconds !== undefined) await page.clock.install();
    await showSettled(page, stage);
    await expectSmall(page, "en");
    expect(await violationsIn(page.mainFrame())).toEqual([]);
  });

for (const widget of ["checkout", "products"] as const)
  test(`while it loads, the ${widget} widget has about the room of what comes`, async ({ page }) => {
    await showWidget(page, { name: "loading", widget, shown: null });
    const bones = await page
      .locator(".bone")
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    expect(Math.min(...bones)).toBeGreaterThan(10);
    expect(await heightOf(page)).toBeGreaterThan(200);
  });

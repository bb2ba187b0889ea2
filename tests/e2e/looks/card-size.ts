import { expect, type Page } from "@playwright/test";
import { showWidget, type Stage } from "../../looks/staged-widget.ts";

/** An inline card is at most as high as a phone's window: https://developers.openai.com/plugins/concepts/ui-guidelines */
const MAX_HEIGHT = 600;

export async function heightOf(page: Page): Promise<number> {
  const height = await page.locator("main").evaluate((main) => main.getBoundingClientRect().height);
  return Math.ceil(height);
}

export async function showSettled(page: Page, stage: Stage): Promise<void> {
  await showWidget(page, stage);
  for (let passed = 0; passed < (stage.seconds ?? 0); passed += 1) await page.clock.runFor(1000);
}

/** No higher than a phone, and no wider than a small one. */
export async function expectSmall(page: Page, language: string): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    expect(await heightOf(page), `in ${language} at ${width} px`).toBeLessThanOrEqual(MAX_HEIGHT);
  }
  await page.setViewportSize({ width: 320, height: 844 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide, `in ${language} at 320 px`).toBeLessThanOrEqual(320);
}

import { expect, type Frame, type Page } from "@playwright/test";
import axe from "axe-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"];

/**
 * Nothing on the page, its frames included, breaks a rule that a machine can check: of WCAG 2.2 A and AA, of good practice,
 * and those that axe still tries out; and nothing
 * is wider than the window. Each frame is asked by itself: one without an origin, as the widget's, answers nobody else.
 */
export async function expectUsable(page: Page, where: string): Promise<void> {
  const found: string[] = [];
  for (const frame of page.frames()) found.push(...(await violationsIn(frame)));
  expect(found.map((one) => `${where}: ${one}`)).toEqual([]);
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1),
    `${where} scrolls sideways`,
  ).toBe(true);
}

/** The rules that a frame's own document breaks, and where: "image-alt: main > img". */
export async function violationsIn(frame: Frame, within = "html"): Promise<readonly string[]> {
  await frame.evaluate(axe.source);
  return frame.evaluate(
    async ([selector, tags]) => {
      const { violations } = await window.axe.run(selector, { iframes: false, runOnly: [...tags] });
      return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`);
    },
    [within, RULES] as const,
  );
}

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Nothing on the page, its frames included, breaks the rules of WCAG 2.2 A and AA that a machine can check; and nothing is wider than the window. */
export async function expectUsable(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    // Only the results of several frames need a page of their own to be put together, which takes as long as the check.
    .setLegacyMode(page.frames().length === 1)
    .analyze();
  expect(
    violations.map((one) => `${where}: ${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`),
  ).toEqual([]);
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1),
    `${where} scrolls sideways`,
  ).toBe(true);
}

import { expect, type Frame, type Page } from "@playwright/test";
import axe from "axe-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"];

/** Of an e-mail: a mail program shows it inside landmarks of its own, and one in the message would be a second. */
export const OF_THE_MAIL_PROGRAM = ["landmark-one-main", "region"] as const;

/**
 * Nothing on the page, its frames included, breaks a rule that a machine can check: of WCAG 2.2 A and AA, of good practice,
 * and those that axe still tries out; and nothing
 * is wider than the window. Each frame is asked by itself: one without an origin, as the widget's, answers nobody else.
 */
export async function expectUsable(page: Page, where: string, without: readonly string[] = []): Promise<void> {
  const found: string[] = [];
  for (const frame of page.frames()) if (await answers(frame)) found.push(...(await violationsIn(frame, { without })));
  expect(found.map((one) => `${where}: ${one}`)).toEqual([]);
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1),
    `${where} scrolls sideways`,
  ).toBe(true);
}

/** A frame that may run no script answers nothing, as that of an e-mail: everybody/mails.spec.ts asks what is in it. */
async function answers(frame: Frame): Promise<boolean> {
  const sandbox = frame.parentFrame() === null ? null : await (await frame.frameElement()).getAttribute("sandbox");
  return sandbox === null || sandbox.includes("allow-scripts");
}

/** The same on a small phone, and with text of twice the size there (WCAG 2.2, 1.4.4 and 1.4.10). */
export async function expectUsableWhenSmall(page: Page, where: string): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  await expectUsable(page, `${where} at 320 pixels`);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  await expectUsable(page, `${where} with text of twice the size`);
}

/** The rules that a frame's own document breaks, and where: "image-alt: main > img". `without`: rules that are not for it. */
export async function violationsIn(
  frame: Frame,
  { within = "html", without = [] }: { readonly within?: string; readonly without?: readonly string[] } = {},
): Promise<readonly string[]> {
  await frame.evaluate(axe.source);
  return frame.evaluate(
    async ([selector, tags, left]) => {
      const rules = Object.fromEntries(left.map((rule) => [rule, { enabled: false }]));
      const { violations } = await window.axe.run(selector, { iframes: false, runOnly: [...tags], rules });
      return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`);
    },
    [within, RULES, without] as const,
  );
}

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

import type { Browser, BrowserContext, Page } from "@playwright/test";
import { inLanguage } from "../looks/in-language.ts";
import { showWidget, wearTheme, type Stage } from "../looks/staged-widget.ts";
import type { FixedShop } from "./fixed-shop.ts";
import { PAPER_WIDTH, WIDTHS, type Look, type Subject } from "./look.ts";
import type { MailScene } from "./scenes/mails.ts";
import type { PageScene } from "./scenes/page-scene.ts";

export type WidgetScene = { readonly subject: "widgets"; readonly name: string; readonly stage: Stage };

/** A scene in one language, ready to be looked at in both themes and on both devices. */
export type Shown = { readonly page: Page; wear(look: Look): Promise<void>; close(): Promise<void> };
export type ShowOptions = Pick<Parameters<Browser["newContext"]>[0] & object, "forcedColors" | "reducedMotion">;
type Language = Look["language"];

const HEIGHT = 844;

async function sized(page: Page, subject: Subject, { theme, device }: Look): Promise<void> {
  await page.setViewportSize({ width: WIDTHS[subject][device], height: subject === "pages" ? HEIGHT : 400 });
  await page.emulateMedia({ colorScheme: theme });
}

/** A widget asks for its pictures when it is laid out, which `load` does not wait for, and only for those near what is seen. */
const picturesShown = (page: Page) =>
  page.waitForFunction(() =>
    [...document.images].every((image) => image.complete || image.getBoundingClientRect().left > innerWidth),
  );

/** A state of a widget: made for each language. */
export async function showStage(
  browser: Browser,
  { stage }: WidgetScene,
  language: Language,
  options: ShowOptions = {},
): Promise<Shown> {
  const context = await browser.newContext({ timezoneId: "UTC", viewport: { width: 390, height: 400 }, ...options });
  const page = await context.newPage();
  if (stage.seconds !== undefined) await page.clock.install();
  await showWidget(page, language === "en" ? stage : inLanguage(stage, language));
  for (let passed = 0; passed < (stage.seconds ?? 0); passed += 1) await page.clock.runFor(1000);
  await picturesShown(page);
  const wear = async (look: Look) => {
    await sized(page, "widgets", look);
    await wearTheme(page, look.theme);
    // As high as what is in it: Chromium scrolls back what is within a page that it takes beyond its window.
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width: WIDTHS.widgets[look.device], height });
    if (stage.scroll === undefined) return;
    await stage.scroll(page);
    await picturesShown(page);
  };
  return { page, wear, close: () => context.close() };
}

export async function showMail(
  browser: Browser,
  scene: MailScene,
  language: Language,
  options: ShowOptions = {},
): Promise<Shown> {
  const context = await browser.newContext({ ...options });
  const page = await context.newPage();
  await page.setContent(scene.html(language));
  return { page, wear: (look) => sized(page, "e-mails", look), close: () => context.close() };
}

export type MadePage = { readonly path: string; readonly cookies: Awaited<ReturnType<BrowserContext["storageState"]>> };

const localeOf = (language: Language): string => (language === "en" ? "en-US" : language);

/** Buys as far as the scene, in English unless the scene is made in each language. What was made can be looked at in any. */
export async function makePage(
  browser: Browser,
  shop: FixedShop,
  scene: PageScene,
  language: Language = "en",
): Promise<MadePage> {
  const context = await browser.newContext({
    baseURL: shop.url,
    locale: localeOf(scene.isMadeInEach === true ? language : "en"),
    timezoneId: "UTC",
    javaScriptEnabled: scene.isWithoutScript !== true,
  });
  const page = await context.newPage();
  try {
    await scene.make({ page, request: context.request, shop });
    const { pathname, search } = new URL(page.url());
    return { path: pathname + search, cookies: await context.storageState() };
  } finally {
    await context.close();
  }
}

export async function showPage(
  browser: Browser,
  shop: FixedShop,
  scene: PageScene,
  { path, cookies }: MadePage,
  language: Language,
  options: ShowOptions = {},
): Promise<Shown> {
  const context = await browser.newContext({
    baseURL: shop.url,
    locale: localeOf(language),
    timezoneId: "UTC",
    storageState: cookies,
    ...options,
  });
  const page = await context.newPage();
  await scene.prepare?.(page);
  const answer = await page.goto(path);
  if (answer === null || answer.status() >= 500) throw new Error(`${path} is answered with ${answer?.status()}`);
  await scene.act?.(page);
  await page.mouse.move(0, 0);
  await page.waitForLoadState("load");
  const wear = async (look: Look) => {
    await sized(page, "pages", look);
    if (scene.isPrinted !== true) return;
    await page.setViewportSize({ width: PAPER_WIDTH, height: HEIGHT });
    await page.emulateMedia({ media: "print" });
  };
  return { page, wear, close: () => context.close() };
}

/** An order's number, the minute of a clock and the shop's port are others in each run; a picture that is compared has always the same. */
export async function fixTexts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      node.nodeValue = (node.nodeValue ?? "")
        .replaceAll(/T-[2-9A-Z]{4}-[2-9A-Z]{4}/g, "T-ABCD-2345")
        .replaceAll(/localhost:\d+/g, "shop.test")
        .replaceAll(/\b\d{1,2}:\d{2}\b/g, "10:00");
  });
}

/** The whole page, with what moves at its end. */
export const picture = (page: Page): Promise<Buffer> =>
  page.screenshot({ fullPage: true, animations: "disabled", type: "jpeg", quality: 85 });

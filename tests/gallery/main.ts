import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { Browser } from "@playwright/test";
import { chromium } from "playwright";
import { readOptions, wrongUse } from "#scripts/command/options.ts";
import { buildWhatIsStale } from "#scripts/build.ts";
import { provideChromium } from "#scripts/suite/chromium.ts";
import { OF_THE_MAIL_PROGRAM, violationsIn } from "../e2e/usable-page.ts";
import { PRODUCTS_STAGES } from "../looks/products-stages.ts";
import { CARD_STAGES } from "../looks/stages.ts";
import { startFixedShop, type FixedShop } from "./fixed-shop.ts";
import { fontEnvironment } from "./fonts.ts";
import { DEVICES, LANGUAGES, pictureName, THEMES, type Look } from "./look.ts";
import { CHECKOUT_PAGES } from "./scenes/checkout-pages.ts";
import { MAILS, type MailScene } from "./scenes/mails.ts";
import { MARKET_PAGES } from "./scenes/market-pages.ts";
import { ORDER_PAGES, OTHER_PAGES } from "./scenes/other-pages.ts";
import type { PageScene } from "./scenes/page-scene.ts";
import { PLAN_PAGES, STRIPE_WALLET_PAGES } from "./scenes/stripe-pages.ts";
import { WALLET_PAGES } from "./scenes/wallet-pages.ts";
import { SHOP_KINDS, type ShopKind } from "./shop-kinds.ts";
import { sheetOf, type Taken } from "./sheet.ts";
import { makePage, picture, showMail, showPage, showStage, type Shown, type WidgetScene } from "./take.ts";

const HELP = `Takes a picture of every state of the widgets, every page that a buyer sees and every e-mail, in light and dark, on a
phone and a desktop, in English, Japanese and Arabic, and puts them on one page: build/gallery/index.html.

  npm run gallery
  npm run gallery -- --only checkout-paid
  npm run gallery -- --only pages/ --only ar-dark-phone --with large-text

It builds what is stale, and buys in a shop of its own on a free port; nothing of it stays but the pictures. It prints
where a page scrolls sideways or breaks a rule that axe can check; the rest is for your eyes.

  --only PART       only pictures with this in their name, such as widgets/checkout-paid/ar-dark-phone; again for more
  --with CONDITION  large-text (twice the size), forced-colors or reduced-motion
  --out FOLDER      where to; build/gallery unless given
  --help            this text
`;
const CONDITIONS = ["large-text", "forced-colors", "reduced-motion"];

const values = readOptions(HELP, {
  only: { type: "string", multiple: true, default: [] },
  with: { type: "string" },
  out: { type: "string", default: "build/gallery" },
});
const condition = values.with ?? null;
if (condition !== null && !CONDITIONS.includes(condition))
  wrongUse(`--with: "${condition}" is no condition; it is one of ${CONDITIONS.join(", ")}.`);

const widgets = [...PRODUCTS_STAGES, ...CARD_STAGES].map((stage): WidgetScene => ({
  subject: "widgets",
  name: stage.name,
  stage,
}));
/** The last page lets two days pass, so the shop is younger in all others. */
const pages: readonly PageScene[] = [
  ...PLAN_PAGES,
  ...STRIPE_WALLET_PAGES,
  ...MARKET_PAGES,
  ...OTHER_PAGES,
  ...ORDER_PAGES,
  ...WALLET_PAGES,
  ...CHECKOUT_PAGES,
];
const isWanted = (name: string) => values.only.every((part) => name.includes(part));
const looks = LANGUAGES.flatMap((language) =>
  THEMES.flatMap((theme) => DEVICES.map((device): Look => ({ language, theme, device }))),
);
const isPrinted = (scene: object) => "isPrinted" in scene && scene.isPrinted === true;
const isInEnglish = (scene: WidgetScene | PageScene | MailScene) =>
  (scene.subject === "e-mails" && scene.isToSeller) || (scene.subject === "pages" && scene.isInEnglish === true);
const looksOf = (scene: WidgetScene | PageScene | MailScene) =>
  looks
    .filter((look) => !isInEnglish(scene) || look.language === "en")
    // A browser prints in its light colors, and paper is as wide everywhere.
    .filter((look) => !isPrinted(scene) || (look.theme === "light" && look.device === "desktop"))
    // The texts of other languages come through the host.
    .filter((look) => !("stage" in scene) || scene.stage.hasHost !== false || look.language === "en")
    .filter((look) => isWanted(pictureName(scene, look)));

const out = resolve(import.meta.dirname, "../..", values.out);
const taken: Taken[] = [];
if ([...widgets, ...pages, ...MAILS].every((scene) => looksOf(scene).length === 0))
  wrongUse(`--only ${values.only.join(" --only ")}: no picture has that in its name.`);

// E-mails are made by the sources as they are.
if ([...widgets, ...pages].some((scene) => looksOf(scene).length > 0)) await buildWhatIsStale();
const { browser: found, source } = await provideChromium(process.env["TILLSWITCH_CHROMIUM"]);
if (found === null) throw new Error(`no Chromium: ${source}`);
const browser = await chromium.launch({
  executablePath: found.executablePath,
  args: [...found.args],
  env: await fontEnvironment(),
});
if (values.only.length === 0) rmSync(out, { recursive: true, force: true });
const options = {
  ...(condition === "forced-colors" ? { forcedColors: "active" as const } : {}),
  ...(condition === "reduced-motion" ? { reducedMotion: "reduce" as const } : {}),
};
for (const scene of widgets) await takeAll(scene, (language) => showStage(browser, scene, language, options));
for (const scene of MAILS) await takeAll(scene, (language) => showMail(browser, scene, language, options));
for (const kind of SHOP_KINDS) {
  const wanted = pages.filter((scene) => (scene.kind ?? "demo") === kind && looksOf(scene).length > 0);
  if (wanted.length > 0) await takePages(browser, kind, wanted);
}
await browser.close();
writeFileSync(join(out, "index.html"), sheetOf(taken));
process.stdout.write(`${taken.length} pictures: ${relative(process.cwd(), join(out, "index.html"))}\n`);

async function takePages(opened: Browser, kind: ShopKind, scenes: readonly PageScene[]): Promise<void> {
  const shop: FixedShop = await startFixedShop(kind);
  try {
    for (const scene of scenes) {
      const made = await makePage(opened, shop, scene).catch(reportUnmade(`${scene.subject}/${scene.name}`));
      if (made === null) continue;
      const madeIn = (language: Look["language"]) =>
        scene.isMadeInEach === true ? makePage(opened, shop, scene, language) : made;
      await takeAll(scene, async (language) =>
        showPage(opened, shop, scene, await madeIn(language), language, options),
      );
    }
  } finally {
    await shop.stop();
  }
}

async function takeAll(
  scene: WidgetScene | PageScene | MailScene,
  show: (language: Look["language"]) => Promise<Shown>,
): Promise<void> {
  for (const language of LANGUAGES) {
    const wanted = looksOf(scene).filter((look) => look.language === language);
    if (wanted.length === 0) continue;
    const shown = await show(language).catch(reportUnmade(`${scene.subject}/${scene.name} in ${language}`));
    if (shown === null) continue;
    if (condition === "large-text") await shown.page.addStyleTag({ content: "html { font-size: 200% }" });
    for (const look of wanted) {
      const name = pictureName(scene, look);
      await shown.wear(look);
      const file = join(out, `${name}.jpg`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, await picture(shown.page));
      taken.push({ name, file: `${name}.jpg` });
      await reportFaults(shown, name);
    }
    await shown.close();
  }
}

/** The others are taken all the same. */
function reportUnmade(name: string): (error: unknown) => null {
  return (error) => {
    process.stdout.write(`${name} could not be made: ${String(error)}\n`);
    process.exitCode = 1;
    return null;
  };
}

async function reportFaults({ page }: Shown, name: string): Promise<void> {
  const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth] as const);
  if (inner > outer) process.stdout.write(`${name}: ${inner} wide in a window of ${outer}\n`);
  if (name.endsWith("desktop")) return;
  const without = name.startsWith("e-mails/") ? OF_THE_MAIL_PROGRAM : [];
  for (const violation of await violationsIn(page.mainFrame(), { without }))
    process.stdout.write(`${name}: ${violation}\n`);
}

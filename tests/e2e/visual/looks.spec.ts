import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { CHECKOUT_STAGES } from "../../looks/checkout-stages.ts";
import { PRODUCTS_STAGES } from "../../looks/products-stages.ts";
import type { Stage } from "../../looks/staged-widget.ts";
import { fontEnvironment } from "../../gallery/fonts.ts";
import type { Look } from "../../gallery/look.ts";
import { CHECKOUT_PAGES } from "../../gallery/scenes/checkout-pages.ts";
import { MAILS } from "../../gallery/scenes/mails.ts";
import { ORDER_PAGES, OTHER_PAGES } from "../../gallery/scenes/other-pages.ts";
import { fixTexts, makePage, showMail, showPage, showStage, type Shown } from "../../gallery/take.ts";
import { test } from "./fixed-shop.ts";

/** "en-light-desktop" as the look that it names. */
const LOOKS = {
  "en-light-desktop": { language: "en", theme: "light", device: "desktop" },
  "en-dark-phone": { language: "en", theme: "dark", device: "phone" },
  "ar-light-phone": { language: "ar", theme: "light", device: "phone" },
  "ja-light-desktop": { language: "ja", theme: "light", device: "desktop" },
} as const satisfies Readonly<Record<string, Look>>;
type LookName = keyof typeof LOOKS;

const WIDGETS: Readonly<Record<string, readonly LookName[]>> = {
  "checkout-ready-instant": ["en-light-desktop", "en-dark-phone", "ar-light-phone"],
  "checkout-address-wrong": ["en-light-desktop"],
  "checkout-paid": ["en-dark-phone"],
  "checkout-yen": ["ja-light-desktop"],
  "products-carousel-of-3": ["en-light-desktop"],
  "products-many-variants": ["en-dark-phone"],
};
const PAGES: Readonly<Record<string, readonly LookName[]>> = {
  "checkout-details": ["en-light-desktop", "ja-light-desktop"],
  "checkout-discount": ["en-light-desktop", "en-dark-phone"],
  "order-shipped": ["en-light-desktop", "ar-light-phone"],
  "policy-returns": ["en-light-desktop"],
};
const MAILS_SEEN: Readonly<Record<string, readonly LookName[]>> = { "order-placed": ["en-light-desktop"] };

const REFERENCES = join(import.meta.dirname, "references");
/** The Chromium that drew the references. */
const drawnBy = readFileSync(join(REFERENCES, "chromium.txt"), "utf8").trim();
/**
 * How much of a picture may differ. Another release of one version draws the same letters, and a little of their edges
 * otherwise; another version, also with windows or without, moves lines, so that nothing is compared.
 */
function toleranceFor(product: string): { maxDiffPixels: number } | { maxDiffPixelRatio: number } | null {
  if (product === drawnBy) return { maxDiffPixels: 40 };
  const versionOf = (name: string) => name.split(".", 1)[0];
  // Elsewhere than on Linux the fonts are the system's (tests/gallery/fonts.ts).
  const drawsAlike = process.platform === "linux" && versionOf(product) === versionOf(drawnBy);
  return drawsAlike ? { maxDiffPixelRatio: 0.002 } : null;
}
let tolerance: ReturnType<typeof toleranceFor> = null;
const stages: readonly Stage[] = [...CHECKOUT_STAGES, ...PRODUCTS_STAGES];
const pages = [...CHECKOUT_PAGES, ...ORDER_PAGES, ...OTHER_PAGES];

test.use({
  launchOptions: async ({ launchOptions }, provide) => provide({ ...launchOptions, env: await fontEnvironment() }),
});
test.describe.configure({ mode: "default" });
test.beforeEach(async ({ browser }) => {
  const session = await browser.newBrowserCDPSession();
  const { product } = await session.send("Browser.getVersion");
  await session.detach();
  const renews = test.info().config.updateSnapshots === "all" || test.info().config.updateSnapshots === "changed";
  tolerance = toleranceFor(renews ? drawnBy : product);
  test.info().skip(tolerance === null, `the references were drawn by ${drawnBy}, and this is ${product}`);
});

/** Compares a scene with its references, one after the other, and reports all that differ. */
async function compare(shown: Shown, name: string, look: LookName): Promise<void> {
  await shown.wear(LOOKS[look]);
  await fixTexts(shown.page);
  await expect.soft(shown.page).toHaveScreenshot(`${name}-${look}.png`, { fullPage: true, ...tolerance });
  await shown.close();
}

test("the widgets look as they were agreed to", async ({ browser }) => {
  for (const [name, looks] of Object.entries(WIDGETS))
    for (const look of looks) {
      const stage = stages.find((one) => one.name === name);
      if (stage === undefined) throw new Error(`${name} is no state of a widget`);
      const scene = { subject: "widgets", name, stage } as const;
      await compare(await showStage(browser, scene, LOOKS[look].language), name, look);
    }
});

test("the pages look as they were agreed to", async ({ browser, shop }) => {
  for (const [name, looks] of Object.entries(PAGES)) {
    const scene = pages.find((one) => one.name === name);
    if (scene === undefined) throw new Error(`${name} is no page of the gallery`);
    const made = await makePage(browser, shop, scene);
    for (const look of looks)
      await compare(await showPage(browser, shop, scene, made, LOOKS[look].language), name, look);
  }
});

test("the messages look as they were agreed to", async ({ browser }) => {
  for (const [name, looks] of Object.entries(MAILS_SEEN))
    for (const look of looks) {
      const scene = MAILS.find((one) => one.name === name);
      if (scene === undefined) throw new Error(`${name} is no message`);
      await compare(await showMail(browser, scene, LOOKS[look].language), name, look);
    }
});

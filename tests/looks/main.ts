import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium, type Page } from "playwright";
import { violationsIn } from "../e2e/usable-page.ts";
import { CHECKOUT_STAGES } from "./checkout-stages.ts";
import { inLanguage, languageNamed } from "./in-language.ts";
import { PRODUCTS_STAGES } from "./products-stages.ts";
import { REMEMBERED_STAGES } from "./remembered-stages.ts";
import { showWidget, wearTheme, type Stage } from "./staged-widget.ts";

/**
 * Takes a picture of both widgets in every state: `node tests/looks/main.ts`. Each shows a phone and a desktop, light
 * and dark, side by side. It needs the built widgets and no server. An argument names the states to take by a part of
 * their name; `--with` adds a condition to all of them: `large-text`, `forced-colors` or `reduced-motion`; `--language ar`
 * shows them in that language.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    with: { type: "string" },
    language: { type: "string", default: "en" },
    out: { type: "string", default: "build/looks" },
  },
});
const WIDTHS = [390, 706] as const;
const condition = values.with ?? null;
const language = languageNamed(values.language);
const folder = join(import.meta.dirname, "../..", values.out, condition ?? "", language === "en" ? "" : language);
const wanted = [...PRODUCTS_STAGES, ...CHECKOUT_STAGES, ...REMEMBERED_STAGES].filter(
  ({ name }) => positionals.length === 0 || positionals.some((part) => name.includes(part)),
);

if (positionals.length === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const executablePath = process.env["TILLSWITCH_CHROMIUM"] ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
for (const stage of wanted) await take(language === "en" ? stage : inLanguage(stage, language));
await browser.close();

async function take(stage: Stage): Promise<void> {
  const page = await browser.newPage({
    viewport: { width: WIDTHS[0], height: 400 },
    forcedColors: condition === "forced-colors" ? "active" : "none",
    reducedMotion: condition === "reduced-motion" ? "reduce" : "no-preference",
  });
  if (stage.seconds !== undefined) await page.clock.install();
  await showWidget(page, stage);
  for (let passed = 0; passed < (stage.seconds ?? 0); passed += 1) await page.clock.runFor(1000);
  if (condition === "large-text") await page.addStyleTag({ content: "html { font-size: 200% }" });
  const shots: string[] = [];
  for (const theme of ["light", "dark"] as const)
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 400 });
      await wearTheme(page, theme);
      await page.waitForTimeout(150);
      await reportFaults(page, `${stage.name}, ${theme}, ${width} wide`);
      shots.push((await page.screenshot({ fullPage: true })).toString("base64"));
    }
  await page.close();
  const sheet = await browser.newPage({ viewport: { width: 2320, height: 400 } });
  const images = shots.map((data) => `<img src="data:image/png;base64,${data}">`).join("");
  await sheet.setContent(
    `<body style="margin:16px;background:#888"><h1 style="margin:0 0 8px">${stage.name}</h1><div style="display:flex;gap:16px;align-items:start">${images}</div>`,
  );
  await sheet.screenshot({ path: join(folder, `${stage.name}.png`), fullPage: true });
  await sheet.close();
}

/** What is hard to see in a picture: that the page scrolls sideways, and what WCAG's rules say of contrast and names. */
async function reportFaults(page: Page, where: string): Promise<void> {
  const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth] as const);
  if (inner > outer) process.stdout.write(`${where}: ${inner} wide in a window of ${outer}\n`);
  for (const violation of await violationsIn(page.mainFrame())) process.stdout.write(`${where}: ${violation}\n`);
}

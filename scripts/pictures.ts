import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium, type FrameLocator, type Page } from "playwright";
import { root } from "./install.mjs";
import { provideChromium } from "./suite/chromium.ts";

/** Takes the README's pictures from a running server: `node scripts/pictures.ts --url http://localhost:3000`. By hand, when the look has changed. */
const { values } = parseArgs({ options: { url: { type: "string", default: "http://localhost:3000" } } });
const folder = join(root, "docs", "pictures");
mkdirSync(folder, { recursive: true });
const { browser: found, source } = await provideChromium(process.env["TILLSWITCH_CHROMIUM"]);
if (found === null) throw new Error(`no Chromium: ${source}`);
const browser = await chromium.launch({ executablePath: found.executablePath, args: [...found.args] });

await take("try-instant.png", "arm-instant", async (page, widget) => {
  await giveAddress(widget);
  await widget.getByRole("button", { name: "Buy now" }).click();
  await page.getByRole("dialog").waitFor();
});
await take("try-external.png", "arm-external", async (_page, widget) => {
  await widget.getByRole("button", { name: "Continue to checkout" }).scrollIntoViewIfNeeded();
});
await takeReport("experiment-report.png");
await browser.close();

/** The top of the report on simulated shoppers; `npm run demo:experiment` makes them first. */
async function takeReport(file: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1100, height: 1720 }, deviceScaleFactor: 1.2 });
  await page.goto(`${values.url}/console/experiments/checkout-route`);
  await page.getByText("Simulated: nobody met these shoppers").waitFor();
  await page.screenshot({ path: join(folder, file) });
  process.stdout.write(`docs/pictures/${file}\n`);
}

async function take(
  file: string,
  shopper: string,
  act: (page: Page, widget: FrameLocator) => Promise<void>,
): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1.5 });
  await page.goto(`${values.url}/try?shopper=${shopper}&products=host`);
  await page
    .getByRole("button", { name: /^buy\b/i })
    .nth(1)
    .click();
  const widget = page.frameLocator('iframe[title*="heckout"]');
  await widget.getByText(/total/i).first().waitFor();
  await act(page, widget);
  // The frame's height and the scrolling follow a moment later.
  await page.waitForTimeout(1500);
  await page.screenshot({ path: join(folder, file) });
  process.stdout.write(`docs/pictures/${file}\n`);
}

async function giveAddress(widget: FrameLocator): Promise<void> {
  await widget.getByLabel("Country").selectOption("US");
  await widget.getByLabel("Name").first().fill("Ada Lovelace");
  await widget.getByLabel("Address").first().fill("1 Main St");
  await widget.getByLabel("City").fill("New York");
  await widget.getByLabel(/^State/).fill("NY");
  await widget.getByLabel(/^(ZIP|Postal)/i).fill("10001");
  await widget.getByRole("button", { name: /^save/i }).click();
}

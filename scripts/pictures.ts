import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type FrameLocator, type Page } from "playwright";
import { readOptions } from "./command/options.ts";
import { root } from "./install.mjs";
import { provideChromium } from "./suite/chromium.ts";

const HELP = `Takes the README's pictures from a running server, into docs/pictures. By hand, when the look has changed.

  node scripts/pictures.ts --url http://localhost:3000

  --url ADDRESS  the server; http://localhost:3000 unless given
  --help         this text
`;

const values = readOptions(HELP, { url: { type: "string", default: "http://localhost:3000" } });
const folder = join(root, "docs", "pictures");
mkdirSync(folder, { recursive: true });
const { browser: found, source } = await provideChromium(process.env["TILLSWITCH_CHROMIUM"]);
if (found === null) throw new Error(`no Chromium: ${source}`);
/** Of the demo feed, and among the first that the stand-in shows; it has no variants. */
const PRODUCT = "Harbour LED lantern";
const SETTLED_MS = 1500;
const browser = await chromium.launch({ executablePath: found.executablePath, args: [...found.args] });

await take("try-instant.png", "arm-instant", async (page, widget) => {
  await giveAddress(widget);
  await widget.getByRole("button", { name: /^Buy now · / }).click();
  await page.getByRole("dialog", { name: "Pay with the stand-in’s sheet", exact: true }).waitFor();
});
await take("try-external.png", "arm-external", async (page, widget) => {
  await widget.getByRole("button", { name: "Continue to checkout", exact: true }).waitFor();
  await page.waitForTimeout(SETTLED_MS);
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
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
  await page.goto(`${values.url}/try?shopper=${shopper}`);
  // The checkout opens where the products were, in the same frame.
  const widget = page.locator('iframe[title="Products"]').contentFrame();
  await widget.getByRole("button", { name: `Buy now ${PRODUCT}`, exact: true }).click();
  await widget.getByText("Total so far", { exact: true }).waitFor();
  await act(page, widget);
  // The frame's height and the scrolling follow a moment later.
  await page.waitForTimeout(SETTLED_MS);
  await page.screenshot({ path: join(folder, file) });
  process.stdout.write(`docs/pictures/${file}\n`);
}

async function giveAddress(widget: FrameLocator): Promise<void> {
  await widget.getByRole("button", { name: "Add delivery address", exact: true }).click();
  const field = (label: string) => widget.getByLabel(label, { exact: true });
  await field("Country").selectOption("US");
  await field("Name").fill("Ada Lovelace");
  await field("Address").fill("1 Main St");
  await field("City").fill("New York");
  await field("State").fill("NY");
  await field("ZIP code").fill("10001");
  await widget.getByRole("button", { name: "Continue", exact: true }).click();
  await widget.getByRole("button", { name: "Edit the delivery details", exact: true }).waitFor();
}

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright";
import { root } from "./install.mjs";
import { provideChromium } from "./test-chromium.ts";

/** Takes the README's pictures from a running server: `node scripts/pictures.ts --url http://localhost:3000`. By hand, when the look has changed. */
const { values } = parseArgs({ options: { url: { type: "string", default: "http://localhost:3000" } } });
const folder = join(root, "docs", "pictures");
mkdirSync(folder, { recursive: true });
const { browser: found, said } = await provideChromium(process.env["TILLSWITCH_CHROMIUM"]);
if (found === null) throw new Error(`no Chromium: ${said}`);
const browser = await chromium.launch({ executablePath: found.executablePath, args: [...found.args] });
for (const [file, shopper] of [
  ["try-instant.png", "arm-instant"],
  ["try-external.png", "arm-external"],
] as const) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, deviceScaleFactor: 2 });
  await page.goto(`${values.url}/try?shopper=${shopper}`);
  await page
    .getByRole("button", { name: /^(buy|get)\b/i })
    .first()
    .click();
  await page.frameLocator("iframe").first().getByText(/total/i).first().waitFor();
  await page.screenshot({ path: join(folder, file) });
  process.stdout.write(`docs/pictures/${file}\n`);
}
await browser.close();

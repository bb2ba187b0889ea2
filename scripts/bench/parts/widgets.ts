import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright";
import { root } from "../../install.mjs";
import type { Figure } from "../result.ts";
import { provideChromium } from "../../suite/chromium.ts";

const SLOW_DOWN = 4;
const ROUNDS = 5;
const PAGES = { "checkout widget": "index.html", "products widget": "products.html" } as const;

/** What each widget's page weighs as built. */
export function widgetWeights(): readonly Figure[] {
  return Object.entries(PAGES).map(([name, file]) => {
    const bytes = gzipSync(readFileSync(join(root, "build", "widget", file)), { level: 9 }).length;
    return { name, value: bytes / 1000, unit: "kB gzip" };
  });
}

/**
 * Milliseconds from the start of the products' frame to its first card, on a processor slowed down four times: the median
 * of some rounds in headless Chromium, of a running server's `/try`. Null where there is no Chromium.
 */
export async function firstCardMilliseconds(url: string): Promise<number | null> {
  const { browser: found } = await provideChromium(process.env["TILLSWITCH_CHROMIUM"]);
  if (found === null) return null;
  const browser = await chromium.launch({ executablePath: found.executablePath, args: [...found.args] });
  const measured: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const page = await browser.newPage();
      // Runs in every frame before its own scripts; only a frame with a list of cards notes anything.
      await page.addInitScript(() => {
        const watch = new MutationObserver(() => {
          if (document.querySelector("ul > li img, ul > li h2, ul > li h3") === null) return;
          watch.disconnect();
          document.documentElement.dataset["firstCardMs"] = String(Math.round(performance.now()));
        });
        watch.observe(document, { childList: true, subtree: true });
      });
      const session = await page.context().newCDPSession(page);
      await session.send("Emulation.setCPUThrottlingRate", { rate: SLOW_DOWN });
      await page.goto(`${url}/try?products=widget`);
      const frame = page.frameLocator('iframe[title="Products"]').first().locator("html[data-first-card-ms]");
      measured.push(Number(await frame.getAttribute("data-first-card-ms", { timeout: 60_000 })));
      await page.close();
    }
  } finally {
    await browser.close();
  }
  return measured.sort((one, other) => one - other)[Math.floor(measured.length / 2)] ?? null;
}

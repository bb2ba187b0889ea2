import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, errors, type Browser, type FrameLocator, type Page } from "playwright";
import { provideChromium } from "../suite/chromium.ts";
import type { Sample } from "#mcp/submission/run-case.ts";

/** What the form takes: https://developers.openai.com/plugins/deploy/submission-errors */
const WIDTH = 706;
const MIN_HEIGHT = 400;
const MAX_HEIGHT = 860;
/** The space beside the widget in the stand-in's column. */
const MARGIN = 16;
const BELOW_THE_BAR = 100;
export const SCREENSHOT_FOLDER = "screenshots";

export type Screenshots =
  | { readonly kind: "taken"; readonly files: readonly string[] }
  /** Why not, in a sentence for the operator. */
  | { readonly kind: "not_taken"; readonly why: string };

/** One for each starter prompt, in the same order as the test cases; each goes on where the one before it ended. */
const SHOTS: readonly { readonly name: string; readonly show: (page: Page, sample: Sample) => Promise<void> }[] = [
  { name: "products", show: (page) => shownProducts(widgetOf(page, { hasNotText: "You: " })) },
  {
    name: "product",
    async show(page, { product }) {
      await searched(page, product.title);
      // The stand-in looks an id up with get_product once the product was found.
      await searched(page, product.id);
    },
  },
  {
    name: "checkout",
    async show(page, { product }) {
      const products = widgetOf(page, { hasText: `You: ${product.id}` });
      await products.getByRole("button", { name: "Buy now", exact: true }).click();
      await products.getByRole("heading", { name: "Your order", exact: true }).waitFor();
    },
  },
];

/**
 * Takes pictures of the widgets in the stand-in of a running server, light and dark, into a folder of the pack. The
 * browser sees the server under the shop's public address, because the widgets load pictures from there alone.
 */
export async function takeScreenshots(
  url: string,
  publicUrl: string,
  pack: string,
  sample: Sample,
): Promise<Screenshots> {
  const standIn = await fetch(`${url}/try`);
  await standIn.body?.cancel();
  if (!standIn.ok)
    return { kind: "not_taken", why: "The server does not serve /try, where they are taken. Leave out --url." };
  const { browser: found, source } = await provideChromium(process.env["TILLSWITCH_CHROMIUM"]);
  if (found === null) return { kind: "not_taken", why: `There is no Chromium to take them: ${source}.` };
  mkdirSync(join(pack, SCREENSHOT_FOLDER), { recursive: true });
  const browser = await chromium.launch({ executablePath: found.executablePath, args: [...found.args] });
  try {
    const files: string[] = [];
    for (const theme of ["light", "dark"] as const)
      files.push(...(await takeInTheme(browser, { url, publicUrl, theme, pack, sample })));
    return { kind: "taken", files };
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
    return { kind: "not_taken", why: `A widget did not show what it should within 30 seconds: ${error.message}` };
  } finally {
    await browser.close();
  }
}

type Order = {
  readonly url: string;
  readonly publicUrl: string;
  readonly theme: "light" | "dark";
  readonly pack: string;
  readonly sample: Sample;
};

async function takeInTheme(
  browser: Browser,
  { url, publicUrl, theme, pack, sample }: Order,
): Promise<readonly string[]> {
  const page = await browser.newPage({ viewport: { width: WIDTH + 2 * MARGIN, height: 1400 }, colorScheme: theme });
  const { origin, hostname } = new URL(publicUrl);
  if (hostname !== "localhost")
    await page.route(
      (address) => address.origin === origin,
      async (route) => {
        const { "if-none-match": _tag, "if-modified-since": _date, ...headers } = route.request().headers();
        // Unconditional: a browser takes no 304 from a route, and shows a picture that it has already as broken.
        const response = await route.fetch({ url: route.request().url().replace(origin, url), headers });
        await route.fulfill({ response });
      },
    );
  await page.goto(`${origin}/try?products=widget&theme=${theme}`);
  const files: string[] = [];
  for (const [index, { name, show }] of SHOTS.entries()) {
    await show(page, sample);
    const box = await settledBox(page);
    const height = Math.min(Math.max(Math.ceil(box.height), MIN_HEIGHT), MAX_HEIGHT);
    const file = join(SCREENSHOT_FOLDER, `${index + 1}-${name}-${theme}.png`);
    const clip = { x: Math.floor(box.x), y: Math.floor(box.y), width: WIDTH, height };
    await page.screenshot({ path: join(pack, file), clip });
    files.push(file);
  }
  await page.close();
  return files;
}

async function searched(page: Page, words: string): Promise<void> {
  await page.getByRole("searchbox", { name: "Find something to buy", exact: true }).fill(words);
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await shownProducts(widgetOf(page, { hasText: `You: ${words}` }));
}

/** The widget in the answer that is found by its text. */
const widgetOf = (page: Page, turn: { hasText: string } | { hasNotText: string }): FrameLocator =>
  page.getByRole("log").locator("section").filter(turn).locator("iframe").contentFrame();

const shownProducts = (products: FrameLocator): Promise<void> => products.locator("img").first().waitFor();

/** Where the last widget is in the window, below the bar, once nothing has moved for half a second. */
async function settledBox(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  const frame = page.getByRole("log").locator("iframe").last();
  const read = () =>
    frame.evaluate((element, top) => {
      window.scrollBy(0, element.getBoundingClientRect().y - top);
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x, y, width, height };
    }, BELOW_THE_BAR);
  let last = await read();
  for (let same = 0; same < 5;) {
    await page.waitForTimeout(100);
    const next = await read();
    same = next.height === last.height && next.y === last.y ? same + 1 : 0;
    last = next;
  }
  return last;
}

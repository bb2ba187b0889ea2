import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium, type Browser } from "playwright";
import { provideChromium } from "../../suite/chromium.ts";
import { median } from "../result.ts";

const SLOW_DOWN = 4;
const ROUNDS = 9;

/** A document that is shown in a frame, until `button` is in it. */
export type Framed = { readonly name: string; readonly html: string; readonly button: string };

/**
 * Milliseconds from the start of each frame until its button was painted: medians of some rounds in headless Chromium, each
 * in a page of its own and in turn, so that a busy moment meets all of them. Null where there is no Chromium.
 */
export async function framesUntil(framed: readonly Framed[]): Promise<readonly number[] | null> {
  const { browser: found } = await provideChromium(process.env["TILLSWITCH_CHROMIUM"]);
  if (found === null) return null;
  const server = createServer((request, response) => {
    const frame = framed[Number(/^\/frame\/(\d+)$/.exec(request.url ?? "")?.[1])];
    const index = new URLSearchParams(request.url?.split("?")[1]).get("frame");
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(frame?.html ?? `<!doctype html><iframe src="/frame/${index}" width="400" height="800"></iframe>`);
  });
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  const browser = await chromium.launch({ executablePath: found.executablePath, args: [...found.args] });
  const measured = framed.map((): number[] => []);
  try {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [index, { button }] of framed.entries())
        measured[index]?.push(await paintedAfter(browser, `${address}/?frame=${index}`, button));
  } finally {
    await browser.close();
    server.close();
  }
  return measured.map(median);
}

async function paintedAfter(browser: Browser, address: string, button: string): Promise<number> {
  const page = await browser.newPage();
  // Runs in every document before its own scripts; only one with the button notes anything.
  await page.addInitScript((selector) => {
    const watch = new MutationObserver(() => {
      if (document.querySelector(selector) === null) return;
      watch.disconnect();
      // The frame is on the screen when the task after its drawing runs.
      requestAnimationFrame(() =>
        setTimeout(() => void (document.documentElement.dataset["paintedMs"] = String(performance.now()))),
      );
    });
    watch.observe(document, { childList: true, subtree: true, attributes: true });
  }, button);
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOW_DOWN });
  await page.goto(address);
  const frame = page.frameLocator("iframe").locator("html[data-painted-ms]");
  const painted = Number(await frame.getAttribute("data-painted-ms", { timeout: 60_000 }));
  await page.close();
  return painted;
}

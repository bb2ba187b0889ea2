import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { showWidget, type Stage } from "../../looks/staged-widget.ts";
import { stageOf } from "../../looks/stages.ts";

const CHAT = "https://widget.test/chat";
const CARDS = [
  ["checkout-ready-instant", "button.first:enabled"],
  ["products-carousel-of-3", "li button:enabled"],
] as const;

/**
 * A chat around the widget that notes each request of the bridge, and whether `button` could be pressed by then. It answers
 * by `answers`, with the result of the tool as soon as the widget is ready for it; without them it says nothing.
 */
function chat(button: string, answers: Readonly<Record<string, unknown>> | null, shown: unknown): string {
  const given = JSON.stringify({ button, answers, shown }).replaceAll("<", "\\u003c");
  return `<!doctype html><title>Chat</title><script>
    const { button, answers, shown } = ${given};
    const requests = [];
    addEventListener("message", ({ source, data: { id, method, params } }) => {
      const post = (message) => source.postMessage({ jsonrpc: "2.0", ...message }, "*");
      const name = method === "tools/call" ? params.name : method;
      if (id !== undefined) requests.push({ name, isUsable: source.document.querySelector(button) !== null });
      if (answers === null) return;
      if (answers[name] !== undefined) post({ id, result: answers[name] });
      if (method === "ui/notifications/initialized")
        post({ method: "ui/notifications/tool-result", params: { content: [], structuredContent: shown } });
    });
  </script><iframe src="/" width="400" height="700"></iframe>`;
}

const requestsIn = (page: Page): Promise<unknown> => page.evaluate("requests");

async function openChat(page: Page, stage: Stage, body: string): Promise<void> {
  await page.route(CHAT, (route) => route.fulfill({ contentType: "text/html", body }));
  await showWidget(page, stage);
  await page.goto(CHAT);
}

type Traced = {
  readonly name: string;
  readonly pid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly args: unknown;
};

/** What Chromium did during `act`, in the order of time. */
async function traceDuring(browser: Browser, page: Page, act: () => Promise<unknown>): Promise<readonly Traced[]> {
  await browser.startTracing(page, { categories: ["devtools.timeline", "v8", "disabled-by-default-v8.compile"] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly Traced[];
  };
  return traceEvents.toSorted((one, other) => one.ts - other.ts);
}

/** What Chromium did while the frame of `stage` came to its button and asked for a picture. */
const traceOf = (browser: Browser, page: Page, stage: Stage, button: string): Promise<readonly Traced[]> =>
  traceDuring(browser, page, async () => {
    const asked = page.waitForRequest(/\/pictures\//);
    await openChat(page, stage, chat(button, null, null));
    await expect(page.frameLocator("iframe").locator(button)).not.toHaveCount(0);
    await asked;
  });

const isWithin = (inner: Traced, outer: Traced): boolean =>
  inner.pid === outer.pid && inner.ts >= outer.ts && inner.ts <= outer.ts + (outer.dur ?? 0);

/** The times that Chromium read a script, and of these the ones in which it read it again to find the lines of a message. */
function readsIn(trace: readonly Traced[]): { readonly all: readonly Traced[]; readonly again: readonly Traced[] } {
  const all = trace.filter((event) => event.name === "V8.ParseProgram");
  const lookups = trace.filter((event) => event.name === "V8.CollectSourcePositions");
  return { all, again: all.filter((script) => lookups.some((lookup) => isWithin(script, lookup))) };
}

test("a page that posts from a script that still runs has that script read again", async ({ browser, page }) => {
  const body = '<script>parent.postMessage("hello", "*"); document.title = "posted";</script>';
  await page.route("https://widget.test/", (route) => route.fulfill({ contentType: "text/html", body }));
  await page.route(CHAT, (route) => route.fulfill({ contentType: "text/html", body: '<iframe src="/"></iframe>' }));
  const trace = await traceDuring(browser, page, () => page.goto(CHAT));
  expect(readsIn(trace).again).not.toEqual([]);
});

for (const [name, button] of CARDS) {
  test(`Chromium does not read the script of ${name} again for the first message`, async ({ browser, page }) => {
    const { all, again } = readsIn(await traceOf(browser, page, stageOf(name), button));
    expect(all).not.toEqual([]);
    expect(again).toEqual([]);
  });

  test(`${name} asks for its pictures when it was laid out`, async ({ browser, page }) => {
    const trace = await traceOf(browser, page, stageOf(name), button);
    const run = trace.findIndex((event) => event.name === "v8.evaluateModule");
    const layout = trace.findIndex((event, index) => index > run && event.name === "Layout");
    const asked = trace.findIndex(
      ({ name: what, args }) => what === "ResourceSendRequest" && JSON.stringify(args).includes("/pictures/"),
    );
    expect([run, layout, asked]).not.toContain(-1);
    expect(asked).toBeGreaterThan(layout);
  });

  test(`the page of ${name} has no character that would take two bytes`, () => {
    const file = stageOf(name).widget === "checkout" ? "index.html" : "products.html";
    const page = readFileSync(join(import.meta.dirname, "../../../build/widget", file), "latin1");
    expect(page.match(/.{0,20}[^\t\n -~].{0,20}/)).toBeNull();
  });

  test(`${name} can be used before the bridge has answered, where window.openai brought it`, async ({ page }) => {
    await openChat(page, stageOf(name), chat(button, null, null));
    await expect(page.frameLocator("iframe").locator(button)).not.toHaveCount(0);
    expect(await requestsIn(page)).toMatchObject([{ name: "ui/initialize" }]);
  });

  test(`${name} makes no formatter of Intl's in American English before it can be used`, async ({ page }) => {
    await page.addInitScript(() => {
      const made: string[] = [];
      Object.assign(window, { made });
      for (const name of ["NumberFormat", "DateTimeFormat", "DisplayNames", "Collator", "ListFormat"] as const)
        Object.defineProperty(Intl, name, {
          value: new Proxy(Intl[name], {
            construct(target, given: [string]) {
              made.push(name);
              return Reflect.construct(target, given) as object;
            },
          }),
        });
    });
    await showWidget(page, stageOf(name));
    await expect(page.locator(button)).not.toHaveCount(0);
    expect(await page.evaluate("made")).toEqual([]);
  });
}

test("in a host with nothing but the bridge the checkout can be used after two round trips", async ({ page }) => {
  const [name, button] = CARDS[0];
  const stage = { ...stageOf(name), hasHost: false };
  const answers = {
    "ui/initialize": { hostCapabilities: { serverTools: {} }, hostContext: { locale: "en-US" } },
    choose_route: stageOf("checkout-ready-external").answers?.["choose_route"]?.[0],
  };
  await openChat(page, stage, chat(button, answers, stage.shown));
  await expect(page.frameLocator("iframe").locator(button)).not.toHaveCount(0);
  await expect
    .poll(() => requestsIn(page))
    .toEqual([
      { name: "ui/initialize", isUsable: false },
      { name: "choose_route", isUsable: false },
      { name: "record_funnel_event", isUsable: true },
    ]);
});

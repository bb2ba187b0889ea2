import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type FrameLocator, type Page } from "@playwright/test";
import type { CheckoutView } from "#lib/wire/tool-contract.ts";
import { framePage, readWidgetResource } from "#app/try/host/frame-page.ts";
import { screenGlobals } from "#app/try/host/host-context.ts";
import { FEED, test } from "./picture-shop.ts";
import { message, shopper, tool } from "../tools.ts";

/** How many products a search shows at first. */
const FIRST_CARDS = 4;
/** How many items the card shows before "more". */
const ITEMS_AT_ONCE = 3;

type Shown = { readonly address: string; readonly width: number };

/** Everything that the page asks for as an image, in order. */
function imageRequests(page: Page): string[] {
  const seen: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "image") seen.push(request.url());
  });
  return seen;
}

/** The product pictures of a page once all are loaded, from the top to the bottom. */
async function pictures(place: Page | FrameLocator, selector: string, count: number): Promise<readonly Shown[]> {
  const images = place.locator(selector);
  await expect(images).toHaveCount(count);
  const shown: Shown[] = [];
  for (const image of await images.all()) {
    await image.scrollIntoViewIfNeeded();
    await expect(image).toHaveJSProperty("complete", true);
    shown.push(await image.evaluate((one: HTMLImageElement) => ({ address: one.currentSrc, width: one.naturalWidth })));
  }
  return shown;
}

/** A host on an origin of its own that frames the widget's page. */
async function startHost(widget: string): Promise<{ readonly url: string; stop(): void }> {
  const page = '<!doctype html><iframe src="/widget" width="420" height="1000"></iframe>';
  const server = createServer(({ url }, response) =>
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(url === "/widget" ? widget : page),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop: () => server.close() };
}

const basket = async (request: Parameters<typeof tool>[0]) => {
  const items = FEED.map(({ id }) => ({ id, quantity: 1 }));
  const { structured, text } = await tool(
    request,
    "checkout_session",
    { checkout_session: { items } },
    shopper("arm-external"),
  );
  expect(structured.line_items, text).toHaveLength(FEED.length);
  return structured;
};

test("every picture of a feed on another origin is shown in the widget, under the policy that its resource asks for", async ({
  page,
  request,
  shop,
}) => {
  const checkout: CheckoutView = await basket(request);
  const { result } = await message(request, "resources/read", { uri: "ui://widget/checkout-session.html" });
  const resource = readWidgetResource(result);
  if (resource === null) throw new Error("the widget cannot be read");
  expect(resource.policy).toContain(`img-src data: blob: ${shop.url};`);
  expect(resource.policy).not.toContain("cdn.test");
  const widget = framePage(resource, {
    ...screenGlobals({ theme: "light", locale: "en-US", width: "desktop" }),
    toolInput: {},
    toolOutput: checkout,
    toolResponseMetadata: null,
    widgetState: null,
    hasPaymentSheet: false,
  });
  const requested = imageRequests(page);
  const host = await startHost(widget);
  await page.goto(host.url);
  const frame = page.frameLocator("iframe");
  const shown: Shown[] = [];
  for (let left = FEED.length; left > 0;) {
    const here = Math.min(ITEMS_AT_ONCE, left);
    shown.push(...(await pictures(frame, ".picture img", here)));
    left -= here;
    if (left > 0) await frame.getByRole("button", { name: `${left} more`, exact: true }).click();
  }
  expect(shown.filter(({ width }) => width === 0)).toEqual([]);
  expect(requested.filter((address) => !address.startsWith(`${shop.url}/pictures/`))).toEqual([]);
  expect(requested.length).toBeGreaterThanOrEqual(FEED.length);
  host.stop();
});

test("every picture of a feed on another origin is shown on the checkout page, which allows its own origin only", async ({
  page,
  request,
  shop,
}) => {
  const { continue_url: address } = await basket(request);
  const requested = imageRequests(page);
  const response = await page.goto(address);
  expect(response?.headers()["content-security-policy"]).toContain("img-src 'self' data:;");
  const shown = await pictures(page, "li img", FEED.length);
  expect(shown.filter(({ width }) => width === 0)).toEqual([]);
  expect(requested.filter((one) => !one.startsWith(shop.url))).toEqual([]);
  for (const [index, { address: source }] of shown.entries()) {
    const answer = await request.get(source, { headers: { accept: "image/webp" } });
    const { isPicture, title } = FEED[index] ?? FEED[0];
    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-type"], title).toBe(isPicture ? "image/webp" : "image/svg+xml");
    if (!isPicture) expect(await answer.text()).toContain(`>${title[0] ?? ""}</text>`);
  }
  // However often they are asked for, and in which sizes: each picture was fetched once.
  const fetched = shop.images.requests.map(({ path }) => path).filter((path) => path === "/octets");
  expect(fetched).toHaveLength(1);
});

test("every picture of a feed on another origin is shown on the cards of a search", async ({ page, shop }) => {
  const requested = imageRequests(page);
  await page.goto("/try?products=host");
  const shown = await pictures(page, "li img", FIRST_CARDS);
  expect(shown.filter(({ width }) => width === 0)).toEqual([]);
  expect(requested.filter((address) => !address.startsWith(shop.url))).toEqual([]);
});

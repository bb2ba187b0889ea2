import { gzipSync } from "node:zlib";
import { expect, test, type Page } from "@playwright/test";
import { LANGUAGES } from "#lib/wire/languages.ts";
import { answerBank, detailsForm, expectReceipt, giveDetails, goToBank, openCheckout } from "../checkout-page.ts";
import { ADA, prepared, ready, status, tool } from "../tools.ts";
import { sandboxWallet } from "../wallets/wallet-button.ts";

/** In bytes, before compression; docs/decisions/0063 says what is in them. */
const MAX_PAGE_HTML = 20_000;
/** In bytes, compressed. */
const MAX_CHECKOUT_SCRIPTS = 20_000;

/** The scripts that a page loads, each with its size as gzip sends it. */
async function scriptsOf(page: Page, address: string): Promise<readonly { url: string; bytes: number }[]> {
  const scripts: Promise<{ url: string; bytes: number }>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    scripts.push(response.body().then((body) => ({ url: response.url(), bytes: gzipSync(body).length })));
  });
  await page.goto(address);
  return Promise.all(scripts);
}

test("a checkout is small in every language, with all countries in its list", async ({ page, request }) => {
  const session = await prepared(request);
  const { pathname } = new URL(session.continue_url);
  for (const language of LANGUAGES) {
    const html = await (await request.get(pathname, { headers: { "accept-language": language } })).text();
    expect(html).toContain(`lang="${language}"`);
    expect(Buffer.byteLength(html), language).toBeLessThan(MAX_PAGE_HTML);
  }
  const scripts = await scriptsOf(page, pathname);
  expect(scripts.reduce((all, { bytes }) => all + bytes, 0)).toBeLessThan(MAX_CHECKOUT_SCRIPTS);
  await giveDetails(page);
  const ready = await (await page.request.get(pathname)).text();
  expect(ready).toContain("Express");
  expect(Buffer.byteLength(ready)).toBeLessThan(MAX_PAGE_HTML);
});

test("pages load no script of Next's, refuse none, and say what they have to say, also that something is not there", async ({
  page,
  request,
}) => {
  const session = await ready(request);
  const payment_data = { token: `tok_sandbox_ok_${session.id}`, provider: "stripe" };
  await tool(request, "complete_checkout", { checkout_session_id: session.id, buyer: ADA, payment_data });
  const { order } = await status(request, session.id);
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  const orders = new URL(order?.permalink_url ?? "").pathname;
  const nobodys = [
    "/nothing/here",
    "/orders/or_nobody",
    "/checkout/co_nobody",
    "/plans/nobodys",
    "/sandbox-bank/nobodys",
  ];
  for (const address of ["/policies/privacy", ...nobodys, orders]) {
    const loaded = await scriptsOf(page, address);
    const paths = loaded.map(({ url }) => new URL(url).pathname);
    expect(
      paths.filter((path) => path !== "/buyers-clock.js"),
      address,
    ).toEqual([]);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page).toHaveTitle(/\S/);
    expect(Buffer.byteLength(await page.content()), address).toBeLessThan(MAX_PAGE_HTML);
  }
  // What is not there is reported by the browser itself.
  expect(said.filter((line) => !line.includes("404"))).toEqual([]);
});

test("a purchase runs no script of Next's, and no page on its way refuses anything that is on it", async ({
  page,
  request,
}) => {
  const said: string[] = [];
  page.on("console", (message) => void (message.type() === "error" && said.push(message.text())));
  const scripts = new Set<string>();
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.add(new URL(response.url()).pathname);
  });
  const session = await ready(request);
  await openCheckout(page, session.continue_url);
  await giveDetails(page);
  // The wallet comes when it has loaded, and Pay does not wait for it.
  await expect(sandboxWallet(page)).toBeVisible();
  await goToBank(page);
  await answerBank(page, "pay");
  await expectReceipt(page);
  // The receipt may be on the screen before the answer of its script is here.
  await expect
    .poll(() => [...scripts].toSorted())
    .toEqual([
      "/buyers-clock.js",
      "/checkout.js",
      "/look-again.js",
      "/morph.js",
      "/payment/waiting.js",
      "/read-page.js",
      "/wallet/place.js",
      "/wallet/preview.js",
      "/wallet/sandbox.js",
    ]);
  expect(said).toEqual([]);
});

test("a policy is in the headers of a checkout, lets in no inline script, and names where its forms lead", async ({
  request,
}) => {
  const session = await prepared(request);
  const answer = await request.get(new URL(session.continue_url).pathname);
  const policy = answer.headers()["content-security-policy"] ?? "";
  for (const directive of ["script-src 'self';", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
    expect(policy).toContain(directive);
  expect(policy).toMatch(/form-action 'self'/);
  expect(answer.headers()["cross-origin-opener-policy"]).toBe("same-origin-allow-popups");
  expect(await answer.text()).not.toMatch(/http-equiv|__next_f|<script(?! type="module" src="\/)/);
});

test("pages and scripts are compressed, and answers on /mcp are not", async ({ page, request }) => {
  const session = await prepared(request);
  const encodings = new Map<string, string | undefined>();
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    encodings.set(pathname, response.headers()["content-encoding"]);
  });
  await openCheckout(page, session.continue_url);
  await expect(detailsForm(page)).toBeVisible();
  expect(encodings.get(new URL(session.continue_url).pathname)).toBe("gzip");
  expect(encodings.get("/checkout.js")).toBe("gzip");
  const listed = await request.post("/mcp", {
    data: { jsonrpc: "2.0", id: 1, method: "tools/list", params: {} },
    headers: { accept: "application/json, text/event-stream", "accept-encoding": "gzip" },
  });
  expect(listed.headers()["content-encoding"]).toBeUndefined();
  expect((await listed.body()).length).toBeGreaterThan(5000);
});

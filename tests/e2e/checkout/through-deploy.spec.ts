import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test as base, type APIRequestContext, type Page } from "@playwright/test";
import { freePort } from "../../fixtures/free-port.ts";
import { detailsForm, giveDetails, openCheckout, payButton } from "../checkout-page.ts";
import { startShop } from "../hosts/own-shop.ts";
import { ADA, HOME, prepared, ready, status } from "../tools.ts";

/** A shop with a successor on the same data: the process, the release's name and its keys are others. */
type DeployedShop = { readonly url: string; deploy(): Promise<void> };

const test = base.extend<object, { shop: DeployedShop }>({
  shop: [
    async ({ playwright }, provide) => {
      const [folder, port] = [await mkdtemp(join(tmpdir(), "tillswitch-e2e-deploy-")), await freePort()];
      const start = (name: string) =>
        startShop(
          playwright,
          {
            DATA_DIR: folder,
            NEXT_DEPLOYMENT_ID: name,
            NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32, name).toString("base64"),
          },
          port,
        );
      let [release, shop] = [1, await start("release-1")];
      const deploy = async () => {
        await shop.stop();
        release += 1;
        shop = await start(`release-${release}`);
      };
      await provide({ url: shop.url, deploy });
      await shop.stop();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 6 * 60_000 },
  ],
});

/** As a browser sends a form; the answer leads to a page and shows none. */
const post = (request: APIRequestContext, path: string, form: Readonly<Record<string, string>>) =>
  request.post(path, { form, maxRedirects: 0, headers: { accept: "text/html" } });

/** What the page has in a hidden field. */
const hidden = (page: Page, form: string, name: string) =>
  page.locator(`form#${form} input[type=hidden][name=${name}]`).inputValue();

test("the forms that record 0063 promised are taken, by their addresses and the names of their fields", async ({
  page,
  request,
}) => {
  const session = await prepared(request);
  const { pathname } = new URL(session.continue_url);
  const step = (name: string) => `${pathname}/form/${name}`;
  const shop = page.request;
  const details = { ...HOME, email: ADA.email, listed_country: "US", line_two: "", phone_number: "", company: "" };
  const given = await post(shop, step("details"), { ...details, vat_number: "", remember: "on", changes: "details" });
  expect([given.status(), given.headers()["location"]]).toEqual([303, `${pathname}#step`]);
  await openCheckout(page, session.continue_url);
  const shown = () => hidden(page, "order", "shown");

  const chosen = { delivery: "express", discount_code: "WELCOME10", intent: "update" };
  expect((await post(shop, step("order"), { ...chosen, shown: await shown() })).status()).toBe(303);
  await page.reload();
  const [line] = (await status(request, session.id)).line_items;
  const more = { set_quantity: `${line?.id} 2`, shown: await shown() };
  expect((await post(shop, step("items"), more)).headers()["location"]).toBe(`${pathname}#summary`);
  const view = await status(request, session.id);
  expect(view).toMatchObject({ fulfillment_option_id: "express", discount_codes: ["WELCOME10"] });
  expect(view.line_items.map(({ item }) => item.quantity)).toEqual([2]);

  // A wallet's form has its digest from a script; the field is there with the name that it was promised with.
  await page.reload();
  expect(
    await page.locator("#wallet-form input").evaluateAll((all) => all.map((one) => one.getAttribute("name"))),
  ).toEqual(["shown", "wallet_token"]);
  const pressed = await post(shop, step("wallet"), { shown: await shown(), wallet_token: "tok_sandbox_declined_old" });
  expect(pressed.headers()["location"]).toMatch(/\?answer=[\w-]+#step$/);

  await page.reload();
  const pays = { delivery: "express", discount_code: "", intent: "pay", shown: await shown() };
  const opened = (await post(shop, step("order"), pays)).headers()["location"] ?? "";
  expect(new URL(opened, session.continue_url).pathname).toMatch(/^\/sandbox-bank\/[^/]+$/);
  await page.reload();
  const again = await post(shop, step("continue"), { shown: await hidden(page, "continue", "shown") });
  expect(again.headers()["location"]).toBe(opened);
  expect((await post(shop, step("change"), {})).headers()["location"]).toBe(`${pathname}#step`);
  expect((await status(request, session.id)).state).toBe("ready");
});

test("a form with more or fewer fields than this release's is taken as far as it can be, and shows its page", async ({
  page,
  request,
}) => {
  const session = await ready(request);
  const { pathname } = new URL(session.continue_url);
  for (const name of [
    "details",
    "forget",
    "order",
    "items",
    "continue",
    "change",
    "another-way",
    "service-page",
    "wallet",
    "of-tomorrow",
  ]) {
    for (const form of [{}, { intent: "pay" }, { of_tomorrow: "1", "a[]": "2" }] as const) {
      const answer = await page.request.post(`${pathname}/form/${name}`, { form, headers: { accept: "text/html" } });
      expect(answer.status(), `${name} ${JSON.stringify(form)}`).toBe(200);
      expect(await answer.text(), name).toContain("<h1");
    }
  }
  expect((await status(request, session.id)).order).toBeUndefined();
});

test("what no page of ours sends is answered with a page and is no server error", async ({ request }) => {
  const session = await ready(request);
  const order = `${new URL(session.continue_url).pathname}/form/order`;
  const file = { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("a") };
  const html = { accept: "text/html" };
  const long = { intent: "pay", shown: "x".repeat(2_000_000) };
  const answers = [
    [403, await request.post(order, { form: { intent: "pay" }, headers: { ...html, origin: "https://evil.example" } })],
    [403, await request.post(order, { form: {}, headers: { ...html, "sec-fetch-site": "cross-site" } })],
    [404, await request.post("/checkout/co_nobody/form/order", { form: { intent: "pay" }, headers: html })],
    [404, await request.post("/checkout/%00%ff/form/order".replace("%ff", "%20"), { form: {}, headers: html })],
    [413, await request.post(order, { form: long, headers: html })],
    [400, await request.post(order, { data: { intent: "pay" }, headers: html })],
    [400, await request.post(order, { data: "a", headers: { ...html, "content-type": "multipart/form-data" } })],
    [200, await request.post(order, { multipart: { intent: file, shown: file }, headers: html })],
    [200, await request.get(order, { headers: html })],
  ] as const;
  for (const [expected, answer] of answers) {
    expect(answer.status()).toBe(expected);
    expect(answer.headers()["content-type"]).toContain("text/html");
    expect(await answer.text()).toContain("<h1");
  }
  expect((await status(request, session.id)).state).toBe("ready");
});

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a page that one server rendered is answered by its successor: what was typed, and a refusal", async ({
      browser,
      shop,
    }) => {
      const context = await browser.newContext({ baseURL: shop.url, javaScriptEnabled });
      const page = await context.newPage();
      const session = await prepared(context.request);
      await openCheckout(page, session.continue_url);
      const form = detailsForm(page);
      await form.getByLabel("E-mail", { exact: true }).fill(ADA.email);
      await form.getByLabel("Full name", { exact: true }).fill("Ada of the older page");
      await shop.deploy();
      await form.getByRole("button", { name: "Continue", exact: true }).click();
      await expect(form.getByRole("alert")).toBeVisible();
      await expect(form.getByLabel("Full name", { exact: true })).toHaveValue("Ada of the older page");
      await giveDetails(page);
      await payButton(page).click();
      await expect(page).toHaveURL(/\/sandbox-bank\/[^/]+$/);
      await context.close();
    });
  });

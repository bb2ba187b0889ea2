import { expect, test, type Page } from "@playwright/test";
import {
  buyButton,
  buySomething,
  closeSheet,
  expectPaid,
  followToCheckout,
  giveAddress,
  openTry,
  payButton,
  payInSheet,
  reloadWidget,
  search,
  sheet,
  widget,
} from "./try-page.ts";
import { answerBank, checkoutOpenedBy, expectReceipt, giveDetails, goToBank, ORDER_NUMBER } from "./checkout-page.ts";
import { expectNoOrder, expectOneOrder } from "./tools.ts";
import { violationsIn } from "./usable-page.ts";

const receiptLink = (page: Page) => page.getByRole("link", { name: "Open the receipt", exact: true });

test("in a plain MCP Apps host the buyer pays on the checkout page, and the chat reports the order", async ({
  page,
  request,
}) => {
  const visit = await openTry(page, { shopper: "arm-instant", hasOpenAi: false });
  await buySomething(page, "external");
  await expect(payButton(page, "instant")).toHaveCount(0);
  const checkout = await followToCheckout(page, "external");
  await giveDetails(checkout);
  await goToBank(checkout);
  await answerBank(checkout, "pay");
  await expectReceipt(checkout);
  await expectOneOrder(request, await visit.sessionId());
  await checkout.close();
  await expectPaid(page);
  await expect(receiptLink(page)).toBeVisible();
});

test("where no widget is shown the text's link leads to the checkout page, and the chat reports the order", async ({
  page,
  request,
}) => {
  const visit = await openTry(page, { shopper: "arm-instant", hasWidget: false });
  await buyButton(page).click();
  const link = page.getByRole("link", { name: /^https?:\/\/[^/]+\/checkout\/co_\w+$/ });
  await expect(link).toBeVisible();
  await expect(page.locator("iframe")).toHaveCount(0);
  const checkout = await checkoutOpenedBy(page, () => link.click());
  await giveDetails(checkout);
  await goToBank(checkout);
  await answerBank(checkout, "pay");
  await expectReceipt(checkout);
  await expectOneOrder(request, await visit.sessionId());
  await checkout.close();
  // Headless Chromium does not always say that a tab came back; a person's browser does.
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(page.getByRole("log", { name: "Conversation", exact: true }).getByText(ORDER_NUMBER)).toBeVisible();
  await expect(receiptLink(page)).toBeVisible();
});

test("a host that loses the answer after the charge still ends with the order in the widget, paid once", async ({
  page,
  request,
}) => {
  const visit = await openTry(page, { shopper: "arm-instant", losesAnswer: true });
  await buySomething(page, "instant");
  await giveAddress(page);
  await payButton(page, "instant").click();
  await payInSheet(page, "pay");
  await expect(sheet(page)).toHaveCount(0);
  await expectPaid(page);
  await expectOneOrder(request, await visit.sessionId());
});

test("a sheet that is closed by a host that rejects leaves nothing paid and the checkout page on offer", async ({
  page,
  request,
}) => {
  const visit = await openTry(page, { shopper: "arm-instant", cancel: "reject" });
  await buySomething(page, "instant");
  await giveAddress(page);
  await payButton(page, "instant").click();
  await closeSheet(page);
  await expect(payButton(page, "other")).toBeVisible();
  await expectNoOrder(request, await visit.sessionId());
});

test("a widget that is mounted again shows the state of the purchase, before the payment and after it", async ({
  page,
}) => {
  await openTry(page, { shopper: "arm-instant" });
  await buySomething(page, "instant");
  await giveAddress(page);
  await reloadWidget(page);
  await payButton(page, "instant").click();
  await payInSheet(page, "pay");
  await expectPaid(page);
  const number = await widget(page).getByText(ORDER_NUMBER).innerText();
  await reloadWidget(page);
  await expectPaid(page);
  await expect(widget(page).getByText(number, { exact: true })).toBeVisible();
});

test("Escape closes the sheet as Cancel does, and the keyboard stays inside it until then", async ({ page }) => {
  await openTry(page, { shopper: "arm-instant" });
  await buySomething(page, "instant");
  await giveAddress(page);
  await payButton(page, "instant").click();
  await expect(sheet(page)).toBeVisible();
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press("Tab");
    expect(
      await page.evaluate(() => {
        const focused = document.activeElement;
        return focused === document.body || focused?.closest("dialog") !== null;
      }),
    ).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(sheet(page)).toHaveCount(0);
  await expect(payButton(page, "other")).toBeVisible();
});

test("the log shows what the widget and the shop sent, and neither the token nor who the buyer is", async ({
  page,
}) => {
  await openTry(page, { shopper: "arm-instant" });
  await buySomething(page, "instant");
  await giveAddress(page);
  await payButton(page, "instant").click();
  await payInSheet(page, "pay");
  await expect(receiptLink(page)).toBeVisible();
  await page.getByRole("button", { name: /^Messages \(\d+\)$/ }).click();
  const log = page.getByRole("complementary", { name: "Behind the scenes", exact: true });
  // The last message that is about the payment; none of these rows comes after it.
  await expect(log.getByRole("button", { name: /^answer: requestCheckout / })).toBeVisible();
  const rows = log.getByRole("button", { name: /complete_checkout|update_checkout|requestCheckout/ });
  const found = await rows.count();
  expect(found).toBeGreaterThan(5);
  await rows.evaluateAll((buttons) => buttons.forEach((button) => (button as HTMLElement).click()));
  await expect(rows.and(log.getByRole("button", { expanded: true }))).toHaveCount(found);
  const text = await log.innerText();
  expect(text).toContain("tok_sandbox_ok_•••");
  expect(text).not.toMatch(/Ada Lovelace|ada@example\.com|1 Main St|10001|tok_sandbox_ok_[0-9a-f]/);
  // The payload that our widget sends is what the documented client accepts without a word.
  await expect(log.getByText(/payment sheet ·/)).toHaveCount(0);
  expect(await violationsIn(page.mainFrame(), { within: "aside" })).toEqual([]);
});

test("a search without a hit says so, and a shop that does not answer is not mistaken for an empty one", async ({
  page,
}) => {
  await openTry(page, { shopper: "arm-external" });
  await expect(buyButton(page)).toBeVisible();
  await search(page, "zzzz");
  await expect(page.getByText(/^The shop has nothing for “zzzz”\. Try “.+” or “.+”\.$/)).toBeVisible();
  await page.route("**/mcp", (route) => route.abort());
  await search(page, "mug");
  await expect(
    page.getByText("The shop does not answer. Is the server still running? Try again in a moment.", { exact: true }),
  ).toBeVisible();
  await page.unroute("**/mcp");
  await search(page, "mug");
  await expect(page.getByText("The shop has these for “mug”.", { exact: true })).toBeVisible();
});

const REVISIONS = [
  { era: "2026-07-28", first: "server/discover" },
  { era: "2025-11-25", first: "initialize" },
] as const;

for (const { era, first } of REVISIONS)
  test(`a host that speaks MCP ${era} sells in the chat, and its log says so`, async ({ page, request }) => {
    const sent: { readonly method: string; readonly version: string | undefined; readonly status: number }[] = [];
    page.on("response", (response) => {
      const asked = response.request();
      if (asked.method() !== "POST" || new URL(asked.url()).pathname !== "/mcp") return;
      const { method } = asked.postDataJSON() as { readonly method: string };
      sent.push({ method, version: asked.headers()["mcp-protocol-version"], status: response.status() });
    });
    const visit = await openTry(page, { shopper: "arm-instant", era });
    await buySomething(page, "instant");
    await giveAddress(page);
    await payButton(page, "instant").click();
    await payInSheet(page, "pay");
    await expectPaid(page);
    await expectOneOrder(request, await visit.sessionId());
    expect(sent[0]?.method).toBe(first);
    expect(sent.filter(({ status }) => status !== 200 && status !== 202)).toEqual([]);
    expect(new Set(sent.slice(1).map(({ version }) => version))).toEqual(new Set([era]));
    await page.getByRole("button", { name: /^Messages \(\d+\)$/ }).click();
    const paid = page.getByRole("listitem").filter({ hasText: "tools/call complete_checkout" });
    for (const direction of ["host → shop", "shop → host"])
      await expect(paid.filter({ hasText: `${direction} · MCP ${era} ·` })).toHaveCount(1);
    await expect(page.getByRole("listitem").filter({ hasText: `answer: ${first}` })).toHaveCount(1);
  });

test("another revision of MCP starts another conversation, and is in the address", async ({ page }) => {
  await openTry(page, { shopper: "arm-instant" });
  await buySomething(page, "instant");
  await page.getByLabel("Revision of MCP").selectOption("2025-11-25");
  await expect(page.locator("iframe")).toHaveCount(0);
  await expect(page).toHaveURL(/era=2025-11-25/);
  await buySomething(page, "instant");
});

import { expect, test } from "@playwright/test";
import {
  buySomething,
  closeSheet,
  expectPaid,
  followToCheckout,
  giveAddress,
  openTry,
  payButton,
  payInSheet,
  sheet,
  widget,
} from "./try-page.ts";
import { answerBank, expectReceipt, giveDetails, goToBank } from "./checkout-page.ts";
import { expectNoOrder, expectOneOrder, status } from "./tools.ts";

test("a buyer pays in the chat's payment sheet and sees the order in the widget @phone", async ({ page, request }) => {
  const visit = await openTry(page, { shopper: "arm-instant" });
  await buySomething(page, "instant");
  await giveAddress(page);
  await payButton(page, "instant").click();
  await payInSheet(page, "pay");
  await expectPaid(page);
  const view = await expectOneOrder(request, await visit.sessionId());
  await expect(widget(page).getByText(view.order?.order_number ?? "no order", { exact: true })).toBeVisible();
});

test("a declined card is reported as declined, and another one buys the same basket", async ({ page, request }) => {
  const visit = await openTry(page, { shopper: "arm-instant" });
  await buySomething(page, "instant");
  await giveAddress(page);
  await payButton(page, "instant").click();
  await payInSheet(page, "decline");
  // The sheet stays open and says so itself; its list of test cards names a declined card as well.
  await expect(sheet(page).getByRole("alert")).toContainText("The card was declined");
  await expectNoOrder(request, await visit.sessionId());
  await payInSheet(page, "pay");
  await expectOneOrder(request, await visit.sessionId(), ["declined"]);
});

test("a card that the bank wants confirmed says so, and nothing is taken before the buyer confirms", async ({
  page,
  request,
}) => {
  const visit = await openTry(page, { shopper: "arm-instant" });
  await buySomething(page, "instant");
  await giveAddress(page);
  await payButton(page, "instant").click();
  await payInSheet(page, "challenge");
  await expect(sheet(page).getByRole("alert")).toContainText("Your bank asks you to confirm this payment.");
  await expect(sheet(page).getByRole("link", { name: "Confirm at the sandbox bank", exact: true })).toBeVisible();
  const id = await visit.sessionId();
  await expect.poll(async () => (await status(request, id)).state).toBe("awaiting_buyer");
  const { action_url: address } = await status(request, id);
  await expectNoOrder(request, id);
  await page.goto(new URL(address ?? "about:blank").pathname);
  await expect(page.getByText(/^Payment to \S/)).toBeVisible();
  await page.getByRole("button", { name: "Approve this payment", exact: true }).click();
  await expect(page.getByText("You approved this payment", { exact: true })).toBeVisible();
  await expectOneOrder(request, id);
});

test("a buyer who closes the sheet has paid nothing and can pay on the checkout page", async ({ page, request }) => {
  const visit = await openTry(page, { shopper: "arm-instant" });
  await buySomething(page, "instant");
  await giveAddress(page);
  await payButton(page, "instant").click();
  await closeSheet(page);
  const closed = "The payment sheet was closed, and nothing was charged.";
  await expect(widget(page).getByRole("listitem").getByText(closed, { exact: true })).toBeVisible();
  const id = await visit.sessionId();
  await expectNoOrder(request, id);
  const checkout = await followToCheckout(page, "other");
  await giveDetails(checkout);
  await goToBank(checkout);
  await answerBank(checkout, "pay");
  await expectReceipt(checkout);
  await expectOneOrder(request, id);
});

test("a buyer who has the seller's payment page open comes back and pays in the chat instead, once", async ({
  page,
  request,
}) => {
  const visit = await openTry(page, { shopper: "arm-instant" });
  await buySomething(page, "instant");
  await giveAddress(page);
  await payButton(page, "instant").click();
  await closeSheet(page);
  const checkout = await followToCheckout(page, "other");
  await giveDetails(checkout);
  await goToBank(checkout);
  const id = await visit.sessionId();
  await expect.poll(async () => (await status(request, id)).state).toBe("awaiting_buyer");
  await page.bringToFront();
  await widget(page).getByRole("button", { name: "Pay or change it here instead", exact: true }).click();
  await payButton(page, "instant").click();
  await payInSheet(page, "pay");
  await expectPaid(page);
  await expectOneOrder(request, id);
  await checkout.reload();
  await expect(checkout.getByText("This payment page was closed", { exact: true })).toBeVisible();
});

test("when the bank's reply is lost the widget says that it is looking, never that it failed, and then shows the order", async ({
  page,
  request,
}) => {
  const visit = await openTry(page, { shopper: "arm-instant" });
  // The widget asks at once and the bank knows at once; only a slow answer leaves time to see what is shown meanwhile.
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/mcp", async (route) => {
    if (route.request().postData()?.includes("get_order_status") === true) await answered;
    await route.continue();
  });
  await buySomething(page, "instant");
  await giveAddress(page);
  await payButton(page, "instant").click();
  await payInSheet(page, "lost");
  await expect(widget(page).getByRole("heading", { name: "Looking up your order", exact: true })).toBeVisible();
  expect(await widget(page).getByRole("main").innerText()).not.toMatch(/[Ff]ailed|[Dd]eclined/);
  answer();
  await expectOneOrder(request, await visit.sessionId());
  await expectPaid(page);
});

for (const [title, options] of [
  ["outside the beta", { shopper: "beta-off" }],
  ["with the kill switch on", { shopper: "kill-on" }],
  ["assigned to the external way", { shopper: "arm-external" }],
  ["in a host without a payment sheet", { shopper: "arm-instant", hasPaymentSheet: false }],
] as const) {
  test(`a shopper ${title} is led to the checkout page and buys there`, async ({ page, request }) => {
    const visit = await openTry(page, options);
    await buySomething(page, "external");
    await expect(payButton(page, "instant")).toHaveCount(0);
    const checkout = await followToCheckout(page, "external");
    await giveDetails(checkout);
    await goToBank(checkout);
    await answerBank(checkout, "pay");
    await expectReceipt(checkout);
    await expectOneOrder(request, await visit.sessionId());
  });
}

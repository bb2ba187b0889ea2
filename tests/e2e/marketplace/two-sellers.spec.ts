import { expect, type APIRequestContext, type FrameLocator, type Page } from "@playwright/test";
import { answerBank, giveDetails, goToBank, openCheckout, openOrder } from "../checkout-page.ts";
import { ADA, expectOneOrder, HOME, shopper, status, tool } from "../tools.ts";
import { buyButton, openTry, payButton, payInSheet, reloadWidget, widget } from "../try-page.ts";
import { expectUsable } from "../usable-page.ts";
import { CART } from "./market.ts";
import { test } from "./market-shop.ts";

// One marketplace is enough for this file.
test.describe.configure({ mode: "default" });

const MUG = "Campfire enamel mug";
const SOLD_BY = [
  [MUG, "Sold by Fernweh"],
  ["Pocket notebook, dotted", "Sold by Reed Press"],
] as const;

/** What the buyer wants delivered fast; the other seller's goods may take their time. */
async function chooseExpress(within: Page | FrameLocator, role: "radiogroup" | "group"): Promise<void> {
  const express = within.getByRole(role, { name: "Reed Press", exact: true }).getByRole("radio", { name: /^Express/ });
  // The card shows it once the shop has answered.
  await express.click();
  await expect(express).toBeChecked();
}

async function expectBothSellers(within: Page | FrameLocator): Promise<void> {
  for (const [goods, soldBy] of SOLD_BY)
    await expect(within.getByRole("listitem").filter({ hasText: goods }).filter({ hasText: soldBy })).toBeVisible();
}

const deliveriesOf = async (request: APIRequestContext, id: string) =>
  (await status(request, id)).parts?.map(({ fulfillment_option_id: chosen }) => chosen);

test("a cart of two sellers is paid in the payment sheet, and the card and the order's page show both", async ({
  page,
  request,
}) => {
  const stand = await openTry(page, { shopper: "arm-instant" });
  await buyButton(page, MUG).click();
  await expect(widget(page).getByText("Total so far", { exact: true })).toBeVisible();
  const id = await stand.sessionId();
  // The buyer says what else they want, and where it goes; the model calls the tool.
  await tool(request, "update_checkout", { checkout_session_id: id, items: CART, fulfillment_address: HOME });
  await reloadWidget(page);
  const card = widget(page);
  await expectBothSellers(card);
  await card.getByRole("button", { name: "Change the delivery option", exact: true }).click();
  await chooseExpress(card, "group");
  await card.getByRole("button", { name: "Back to the order", exact: true }).click();
  await expect(payButton(page, "instant")).toBeEnabled();
  await expect.poll(() => deliveriesOf(request, id)).toEqual(["standard@fernweh", "express@reed-press"]);
  await payButton(page, "instant").click();
  await payInSheet(page, "pay");
  await expect(card.getByRole("heading", { name: "Thank you, your order is placed", exact: true })).toBeVisible();
  await expectBothSellers(card);
  const { order } = await expectOneOrder(request, id);
  await expect(card.getByText(order?.order_number ?? "no order", { exact: true })).toBeVisible();
  await openOrder(page, order);
  await expectBothSellers(page);
  await expectUsable(page, "the order of two sellers");
  await page.emulateMedia({ media: "print" });
  for (const papers of ["Fernweh Outdoor LLC", "12 Harbor Street", "Reed Press Inc.", "88 Mill Road"])
    await expect(page.getByText(papers, { exact: true })).toBeVisible();
});

test("a cart of two sellers is paid on the checkout page, part of one seller's goods goes back, and a dispute follows: the books add up by seller and are the bank's", async ({
  page,
  request,
  shop,
}) => {
  const subject = shopper("arm-external");
  const made = await tool(request, "checkout_session", { checkout_session: { items: CART } }, subject);
  const { id, continue_url: address } = made.structured;
  await openCheckout(page, address);
  await giveDetails(page);
  await expectBothSellers(page);
  await chooseExpress(page, "radiogroup");
  await expect.poll(() => deliveriesOf(request, id)).toEqual(["standard@fernweh", "express@reed-press"]);
  await expectUsable(page, "the checkout of two sellers");
  await goToBank(page);
  await answerBank(page, "pay");
  await expect(page.getByRole("heading", { name: "Thank you. Your order is paid.", exact: true })).toBeVisible();
  const { order } = await expectOneOrder(request, id);
  await openOrder(page, order);
  await expectBothSellers(page);

  const number = order?.order_number ?? "no order";
  await shop.run("refund", "--order", number, "--line", "line_1:1", "--why", "one arrived broken", "--yes");
  const refunded = await books(shop);
  expect(refunded.find((one) => one.seller_id === "fernweh")?.refunds_minor).toBeGreaterThan(0);
  expect(refunded.find((one) => one.seller_id === "reed-press")?.refunds_minor).toBe(0);
  await openOrder(page, order);
  await expectBothSellers(page);
  await expectUsable(page, "the order of two sellers, partly refunded");

  await disputed(request);
  await expect.poll(() => differences(request, shop)).toEqual([]);
});

/** Another cart of both, with a card whose bank takes the money back a few seconds later. */
async function disputed(request: APIRequestContext): Promise<void> {
  const { id } = (await tool(request, "checkout_session", { checkout_session: { items: CART } })).structured;
  await tool(request, "update_checkout", { checkout_session_id: id, fulfillment_address: HOME });
  const payment_data = { token: `tok_sandbox_disputed_${id}`, provider: "stripe" };
  const paid = await tool(request, "complete_checkout", { checkout_session_id: id, buyer: ADA, payment_data });
  expect(paid.structured.state, paid.text).toBe("completed");
}

type Shop = { run(script: string, ...flags: readonly string[]): Promise<string> };
type Books = {
  readonly seller_id: string;
  readonly refunds_minor: number;
  readonly disputes_minor: number;
  readonly transfers_minor: number;
  readonly owed_minor: number;
  readonly difference_minor: number;
};

async function books(shop: Shop): Promise<readonly Books[]> {
  const month = new Date().toISOString().slice(0, 7);
  const text = await shop.run("orders/books", "--month", month, "--json");
  return text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as Books]));
}

/** Where a seller's books have no dispute yet, do not add up, or say another amount than the bank's account of them has. */
async function differences(request: APIRequestContext, shop: Shop): Promise<readonly string[]> {
  const ledger = (await (await request.get("/sandbox-bank/ledger")).json()) as {
    accounts: { seller: string; balances: { amount_minor: number }[] }[];
  };
  return (await books(shop)).flatMap((one) => {
    const { balances = [] } = ledger.accounts.find(({ seller }) => seller === one.seller_id) ?? {};
    const has = balances.reduce((all, { amount_minor: minor }) => all + minor, 0);
    const isRight = one.difference_minor === 0 && one.owed_minor === 0 && has === one.transfers_minor;
    return isRight && one.disputes_minor > 0 ? [] : [`${JSON.stringify(one)}, and the bank has ${has}`];
  });
}

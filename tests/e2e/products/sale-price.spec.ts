import { expect, test, type FrameLocator, type Locator } from "@playwright/test";
import { openCheckout } from "../checkout-page.ts";
import { tool } from "../tools.ts";
import { buyButton, openTry, reloadWidget, widget } from "../try-page.ts";

/** $14.50 instead of $18.00 (config/demo-feed.csv), and 10 % off with the code (config/shop.json). */
const MUG = { id: "fw-mug-sand", title: "Campfire enamel mug (Sand)" };
const CODE = { code: "WELCOME10", title: "10% off" };

const inOrder = (place: Locator | FrameLocator) => place.getByRole("listitem").filter({ hasText: MUG.title });

test("two goods on sale are counted at the price that is paid for each, one is counted once, and a discount has its name and a minus sign, in the card and on the page", async ({
  page,
  request,
}) => {
  const visit = await openTry(page, { shopper: "arm-external" });
  await buyButton(page).click();
  await expect(widget(page).getByText("Total so far", { exact: true })).toBeVisible();
  const id = await visit.sessionId();
  const set = async (quantity: number, codes: readonly string[] = []) => {
    const given = { checkout_session_id: id, items: [{ id: MUG.id, quantity }], discount_codes: codes };
    const { structured, isError, text } = await tool(request, "update_checkout", given);
    expect(isError, text).toBe(false);
    return structured;
  };

  await set(2);
  await reloadWidget(page);
  const card = widget(page);
  await expect(inOrder(card)).toContainText("2 × $14.50");
  await expect(inOrder(card).locator("s")).toContainText("$36.00");
  await expect(inOrder(card)).toContainText("$29.00");
  await expect(inOrder(card)).not.toContainText("$18.00");
  const { continue_url: address } = await set(2, [CODE.code]);
  await reloadWidget(page);
  await card.getByRole("button", { name: /^Details and code/ }).click();
  const saved = card.locator("dl > div").filter({ hasText: CODE.title });
  await expect(saved.locator("dd")).toHaveText("−$2.90");

  const window = await page.context().newPage();
  await openCheckout(window, address);
  const summary = window.getByRole("region", { name: "Your order", exact: true });
  const line = inOrder(summary);
  await expect(line).toContainText("$14.50 each");
  await expect(line).toContainText("$29.00");
  await expect(line).not.toContainText("$18.00");
  const row = summary.locator("dl > div").filter({ hasText: `${CODE.title} (${CODE.code})` });
  await expect(row.locator("dd")).toHaveText("−$2.90");

  await set(1);
  await reloadWidget(page);
  expect((await inOrder(card).innerText()).match(/\b1\b/g) ?? []).toHaveLength(1);
  await window.reload();
  expect((await line.innerText()).match(/\b1\b/g) ?? []).toHaveLength(1);
  await window.close();
});

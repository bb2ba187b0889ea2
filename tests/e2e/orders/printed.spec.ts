import { expect, test } from "@playwright/test";
import { openOrder } from "../checkout-page.ts";
import { paid } from "../tools.ts";

test("on paper an order has its seller, that it is paid and its page's address, notices have a frame, and no line of goods is split", async ({
  page,
  request,
}) => {
  const { order } = await paid(request);
  await openOrder(page, order);
  const address = page.getByText(new URL(order.permalink_url).pathname);
  await expect(address).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(address).toBeVisible();
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.getByRole("contentinfo")).toBeHidden();
  await expect(page.getByRole("button", { name: "Buy again", exact: true })).toBeHidden();
  const notice = page.locator("article div.rounded-control").filter({ hasText: "Test order" });
  expect(await notice.evaluate((one) => getComputedStyle(one).borderTopWidth)).toBe("1px");
  const goods = page.getByRole("region", { name: "What was bought", exact: true }).getByRole("listitem");
  expect(await goods.evaluate((one) => getComputedStyle(one).breakInside)).toBe("avoid");
});

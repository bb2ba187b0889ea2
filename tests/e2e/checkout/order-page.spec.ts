import { expect, test } from "@playwright/test";
import { expectOrderPage, openOrder } from "../checkout-page.ts";
import { ADA, HOME, ready, shopper, tool } from "../tools.ts";

test("the order's page can be printed, is for nobody's search engine, and shows its address and e-mail address in part", async ({
  page,
  request,
}) => {
  const subject = shopper("arm-instant");
  const of = { checkout_session_id: (await ready(request, subject)).id };
  const payment = { buyer: ADA, payment_data: { token: "tok_sandbox_ok", provider: "stripe" } };
  await tool(request, "complete_checkout", { ...of, ...payment }, subject);
  const { order } = (await tool(request, "get_order_status", of, subject)).structured;
  await openOrder(page, order);
  await expect(page.getByText(HOME.city, { exact: true })).toBeVisible();
  await expect(page.getByText(HOME.line_one)).toHaveCount(0);
  await expect(page.getByText(ADA.email)).toHaveCount(0);
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);
  const policies = page.getByRole("navigation", { name: "Policies", exact: true });
  await expect(policies).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expectOrderPage(page, order?.order_number ?? "no order");
  await expect(policies).toBeHidden();
});

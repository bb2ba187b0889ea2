import { expect, test } from "@playwright/test";
import { showWidget } from "../../looks/staged-widget.ts";
import { stageOf } from "../../looks/stages.ts";

test("the number that was asked for is shown while it is being saved", async ({ page }) => {
  await showWidget(page, stageOf("checkout-quantity-saving"));
  await expect(page.getByRole("listitem").filter({ hasText: "Cabin scented candle" })).toContainText("Quantity 3");
  await expect(page.getByRole("button", { name: "Edit the delivery details" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
});

test("the number is the checkout’s again once the shop refused the one that was asked for", async ({ page }) => {
  const stage = stageOf("checkout-quantity-saving");
  const refused = { isError: true, content: [{ type: "text", text: "Only 2 of it are left." }] };
  await showWidget(page, { ...stage, answers: { ...stage.answers, update_checkout: [refused] } });
  await expect(page.getByText("Only 2 of it are left.", { exact: true })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Cabin scented candle" })).toContainText("Quantity 2");
});

test("the delivery option that was asked for is chosen while it is being saved", async ({ page }) => {
  await showWidget(page, stageOf("checkout-saving"));
  await expect(page.getByRole("radio", { name: /^Express/ })).toBeChecked();
  await expect(page.getByRole("radio", { name: /^Standard/ })).not.toBeChecked();
});

test("the delivery option is the checkout’s again once the shop refused the one that was asked for", async ({
  page,
}) => {
  const stage = stageOf("checkout-saving");
  const refused = { isError: true, content: [{ type: "text", text: "It is not offered any more." }] };
  await showWidget(page, { ...stage, answers: { ...stage.answers, update_checkout: [refused] } });
  await expect(page.getByText("It is not offered any more.", { exact: true })).toBeVisible();
  await expect(page.getByRole("radio", { name: /^Standard/ })).toBeChecked();
});

for (const isOpen of [true, false])
  test(`the address of the seller’s page is copied in one press where the clipboard is ${isOpen ? "open" : "closed"} to the frame`, async ({
    page,
    context,
  }) => {
    if (isOpen) await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await showWidget(page, stageOf("checkout-page-blocked"));
    if (!isOpen)
      await page.evaluate(() => {
        Object.defineProperty(navigator, "clipboard", { value: undefined });
      });
    await page.getByRole("button", { name: "Copy address" }).click();
    await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
    const address = await page.locator("#page-address").textContent();
    const copied = await page.evaluate(
      (open) => (open ? navigator.clipboard.readText() : String(getSelection())),
      isOpen,
    );
    expect(copied.trim()).toBe(address);
  });

test("of a long address the place is seen on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await showWidget(page, stageOf("checkout-long-names"));
  const row = page.locator(".row-text.whole");
  await expect(row).toContainText("New York, NY 10001, United States");
  const [shown, needed] = await row.evaluate((one) => [one.clientHeight, one.scrollHeight]);
  expect(needed).toBeLessThanOrEqual(shown ?? 0);
});

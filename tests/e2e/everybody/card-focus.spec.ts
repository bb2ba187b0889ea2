import { expect, test, type Page } from "@playwright/test";
import type { SessionOptions } from "../../fixtures/builders.ts";
import { offered } from "../../looks/checkout-stages.ts";
import { showWidget, type Stage } from "../../looks/staged-widget.ts";
import { stageOf } from "../../looks/stages.ts";
import { anAnswer } from "../../widget/a-checkout.ts";

const answered = (options?: SessionOptions) => ({ structuredContent: anAnswer(options) });
const refused = { isError: true, content: [{ type: "text", text: "No." }] };
/** A card of which a change is answered like this. */
const changing = (update: unknown, options?: SessionOptions): Stage =>
  offered("changing", "instant", anAnswer(options), { answers: { update_checkout: [update] } });

async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole("button", { name, exact: true });
  await expect(button).toBeEnabled();
  await button.focus();
  await page.keyboard.press("Enter");
}

test("whoever has a remembered address forgotten goes on at the card's heading", async ({ page }) => {
  const remembered = stageOf("checkout-remembered");
  const missing = answered({ status: "not_ready" });
  await showWidget(page, { ...remembered, answers: { ...remembered.answers, update_checkout: [missing] } });
  await press(page, "Forget the remembered details");
  await expect(page.getByText("(remembered)")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("whoever removes a discount code goes on at the heading of the total", async ({ page }) => {
  await showWidget(page, changing(answered(), { discountCodes: ["TEN"] }));
  await press(page, "Details and code of the total");
  await press(page, "Remove Code TEN");
  await expect(page.getByRole("button", { name: "Remove Code TEN", exact: true })).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("the question about canceling has the focus, and who keeps the order is where they were", async ({ page }) => {
  await showWidget(page, changing(answered()));
  await press(page, "Cancel order");
  const keep = page.getByRole("button", { name: "Keep it", exact: true });
  await expect(keep).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Cancel order", exact: true })).toBeFocused();
});

test("a delivery that is refused leaves the focus at the choice", async ({ page }) => {
  await showWidget(page, changing(refused));
  await press(page, "Change the delivery option");
  await page.getByRole("radio", { checked: true }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByText("No.", { exact: true })).toBeVisible();
  await expect(page.getByRole("radio").and(page.locator(":focus"))).toHaveCount(1);
});

import { expect, test, type Page } from "@playwright/test";
import { anAnswer } from "../../widget/a-checkout.ts";
import { aProduct } from "../../fixtures/builders.ts";
import { showWidget } from "../../looks/staged-widget.ts";

const withMugs = (quantity: number) => anAnswer({ lines: [{ product: aProduct(), quantity }] });
const route = {
  structuredContent: {
    route: "instant",
    reason: "variant_instant",
    button_label: "Buy now",
    checkout: withMugs(1),
  },
};

/** One mug is on the screen; the shop has two by now, as after the model's call of update_checkout. */
async function showOne(page: Page): Promise<void> {
  await page.clock.install();
  await showWidget(page, {
    name: "one",
    widget: "checkout",
    shown: withMugs(1),
    sheet: "open",
    answers: { choose_route: [route], get_order_status: [{ structuredContent: withMugs(2) }] },
  });
  await expect(page.getByRole("button", { name: "Buy now · $32.66", exact: true })).toBeEnabled();
}

async function expectTwo(page: Page): Promise<void> {
  await expect(page.getByText("2 × $25.00", { exact: true })).toBeVisible();
  await expect(
    page.getByText("This order was changed. Here it is as it stands now.").and(page.locator("li")),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Buy now · $59.88", exact: true })).toBeEnabled();
}

test("the card shows what the model changed while the buyer was in the chat", async ({ page }) => {
  await showOne(page);
  await page.evaluate(() => Object.defineProperty(document, "hasFocus", { value: () => false }));
  await page.clock.runFor(4000);
  await expectTwo(page);
});

test("the card asks again when the host shows another result", async ({ page }) => {
  await showOne(page);
  await page.evaluate((shown) => {
    const openai: unknown = Reflect.get(window, "openai");
    if (typeof openai === "object" && openai !== null) Object.assign(openai, { toolOutput: shown });
    window.dispatchEvent(new Event("openai:set_globals"));
  }, withMugs(2));
  await expectTwo(page);
});

test("a change of the quantity is sent with the whole list, and keeps the focus on its button", async ({ page }) => {
  await showOne(page);
  const sent = page.evaluate(
    () =>
      new Promise((resolve) => {
        const openai: unknown = Reflect.get(window, "openai");
        if (typeof openai !== "object" || openai === null) return;
        Object.assign(openai, {
          callTool: (name: string, args: unknown) => {
            // The card also tells the shop that it is shown, sooner or later.
            if (name === "update_checkout") resolve([name, args]);
            return new Promise(() => undefined);
          },
        });
      }),
  );
  const more = page.getByRole("button", { name: "One more: Mug", exact: true });
  await more.focus();
  await page.keyboard.press("Enter");
  const { id, line_items: lines } = withMugs(1);
  expect(await sent).toEqual([
    "update_checkout",
    { checkout_session_id: id, items: lines.map(({ item }) => ({ ...item, quantity: 2 })) },
  ]);
  await expect(more).toBeFocused();
  await expect(more).toHaveAttribute("aria-disabled", "true");
});

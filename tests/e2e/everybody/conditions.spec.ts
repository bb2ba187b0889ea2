import { expect, test, type Page } from "@playwright/test";
import { giveDetails, openCheckout, payButton } from "../checkout-page.ts";
import { prepared } from "../tools.ts";

/** The checkout's steps, each once. */
async function throughSteps(page: Page, address: string, look: (step: string) => Promise<void>): Promise<void> {
  await openCheckout(page, address);
  await expect(page.getByLabel("E-mail", { exact: true })).toBeVisible();
  await look("details");
  await giveDetails(page);
  await look("payment");
}

test("a buyer who asked for less motion sees nothing move on the checkout page", async ({ page, request }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await throughSteps(page, (await prepared(request)).continue_url, async (step) => {
    const moving = await page.locator("*").evaluateAll((all) =>
      all
        .filter((one) => {
          const { animationName, transitionDuration } = getComputedStyle(one);
          return animationName !== "none" || transitionDuration.split(", ").some((time) => Number.parseFloat(time) > 0);
        })
        .map((one) => one.outerHTML.slice(0, 100)),
    );
    expect(moving, step).toEqual([]);
  });
});

test("in forced colors every field and button of the checkout page has an edge", async ({ page, request }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await throughSteps(page, (await prepared(request)).continue_url, async (step) => {
    const edgeless = await page.locator(":is(input:not([type=hidden]), select, .button):visible").evaluateAll((all) =>
      all
        .filter((one) => !(one instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(one.type)))
        .filter((one) => {
          const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(one);
          return borderTopStyle === "none" || borderTopWidth === "0px" || borderTopColor === backgroundColor;
        })
        .map((one) => one.outerHTML.slice(0, 100)),
    );
    expect(edgeless, step).toEqual([]);
  });
  await expect(payButton(page)).toBeVisible();
});

import { expect, test, type Frame, type Page } from "@playwright/test";
import { checkoutTexts } from "#app/checkout/texts/checkout-texts.ts";
import { answerBank, openCheckout } from "../checkout-page.ts";
import { expectOneOrder, prepared } from "../tools.ts";
import { buySomething, expectPaid, giveAddress, openTry, payButton, payInSheet, sheet, widget } from "../try-page.ts";
import { fillByAutocomplete } from "./form-filler.ts";

test.use({ viewport: { width: 320, height: 640 } });

/** As a reader sets it in the browser, in every document and its frames. https://www.w3.org/TR/WCAG22/#resize-text */
const doubled = (page: Page) =>
  page.addInitScript(() =>
    document.addEventListener("DOMContentLoaded", () => {
      document.documentElement.style.fontSize = "200%";
    }),
  );

/** What a frame's own document cuts off, hides beside the window or covers: each as its markup. */
const lostIn = (frame: Frame): Promise<readonly string[]> =>
  frame.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    const named = (why: string, one: Element) => `${why}: ${one.outerHTML.slice(0, 100)}`;
    const isShown = (one: Element) =>
      one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      one.closest(".visually-hidden, .unseen, [hidden], svg, [aria-hidden=true]") === null;
    const shown = [...document.body.querySelectorAll<HTMLElement>("*")].filter(isShown);
    const cut = shown.filter((one) => {
      const { overflowX, textOverflow } = getComputedStyle(one);
      const hides = overflowX === "hidden" || overflowX === "clip" || textOverflow === "ellipsis";
      return hides && one.innerText.trim() !== "" && one.scrollWidth > one.clientWidth + 1;
    });
    const beside = shown.filter((one) => {
      const { left, right, width } = one.getBoundingClientRect();
      return width > 2 && (left < -1 || right > wide + 1) && one.closest("[data-scrolls], .carousel, .track") === null;
    });
    // The link to the content waits above the window until it has the focus.
    const isWaiting = (one: Element) => one.matches("a[href='#content']") && one !== document.activeElement;
    const controls = shown.filter(
      (one) => !isWaiting(one) && one.matches("a[href], button, input:not([type=hidden]), select, summary"),
    );
    const covered = controls.filter((one) => {
      one.scrollIntoView({ block: "center", behavior: "instant" });
      const { left, top, width, height } = one.getBoundingClientRect();
      const there = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
      const label = one instanceof HTMLInputElement ? one.closest("label") : null;
      return there === null || !(one.contains(there) || there.contains(one) || label?.contains(there) === true);
    });
    window.scrollTo(0, 0);
    const sideways =
      document.documentElement.scrollWidth > wide + 1 ? [`scrolls to ${document.documentElement.scrollWidth}`] : [];
    return [
      ...sideways,
      ...cut.map((one) => named("cut off", one)),
      ...beside.map((one) => named("beside the window", one)),
      ...covered.map((one) => named("cannot be pressed", one)),
    ];
  });

/** In the page and its frames; of the stand-in's page for the chat, in the widget alone. */
async function expectNothingLost(page: Page, where: string): Promise<void> {
  const lost: string[] = [];
  const isStandIn = new URL(page.url()).pathname === "/try";
  for (const frame of page.frames().slice(isStandIn ? 1 : 0)) lost.push(...(await lostIn(frame)));
  expect(lost.map((one) => `${where}: ${one}`)).toEqual([]);
}

for (const language of ["en", "ar", "ja"] as const)
  test.describe(`in ${language}`, () => {
    test.use({ locale: language === "en" ? "en-US" : language });

    test("a buyer with text of twice the size pays on the checkout page, and nothing is cut off", async ({
      page,
      request,
    }) => {
      const texts = checkoutTexts(language);
      await doubled(page);
      const session = await prepared(request);
      await openCheckout(page, session.continue_url, "https://chatgpt.com/c/1");
      await expect(page.getByRole("heading", { level: 1, name: texts.checkout, exact: true })).toBeVisible();
      await expectNothingLost(page, "details");
      await page.getByRole("button", { name: texts.details.continue, exact: true }).click();
      await expect(page.locator("#problems")).toBeVisible();
      await expectNothingLost(page, "details with problems");
      await fillByAutocomplete(page);
      await page.getByRole("button", { name: texts.details.continue, exact: true }).click();
      const pay = page.locator("button[name=intent][value=pay]");
      await expect(pay).toBeVisible();
      await expect(page.locator("#sandbox-wallet")).toBeVisible();
      await expectNothingLost(page, "payment");
      await page.locator("#sandbox-wallet").click();
      await expect(page.getByRole("dialog")).toBeVisible();
      expect(await page.getByRole("dialog").evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(
        1,
      );
      await page.keyboard.press("Escape");
      await pay.click();
      await expect(page).toHaveURL(/\/sandbox-bank\/[^/]+$/);
      await expectNothingLost(page, "bank");
      await answerBank(page, "pay");
      await expect(page.getByRole("heading", { name: texts.paid, exact: true })).toBeVisible();
      await expectNothingLost(page, "receipt");
      const view = await expectOneOrder(request, session.id);
      await page.goto(new URL(view.order?.permalink_url ?? "about:blank").pathname);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectNothingLost(page, "order");
    });
  });

test("a buyer with text of twice the size pays in the chat's card and sheet, and nothing is cut off", async ({
  page,
  request,
}) => {
  // The stand-in for the chat needs room of its own; the card in it has no more than a phone's width.
  await page.setViewportSize({ width: 640, height: 1280 });
  await doubled(page);
  const visit = await openTry(page, { shopper: "arm-instant" });
  await buySomething(page, "instant");
  await expectNothingLost(page, "card");
  await giveAddress(page);
  await expectNothingLost(page, "card that can be paid");
  await payButton(page, "instant").click();
  await expect(sheet(page)).toBeVisible();
  await payInSheet(page, "pay");
  await expectPaid(page);
  await expect(widget(page).getByRole("main")).toBeVisible();
  await expectNothingLost(page, "paid card");
  await expectOneOrder(request, await visit.sessionId());
});

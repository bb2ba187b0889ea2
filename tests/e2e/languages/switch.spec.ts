import { expect, test, type Page } from "@playwright/test";
import { checkoutTexts } from "#app/checkout/texts/checkout-texts.ts";
import { componentTexts } from "#app/components/texts/component-texts.ts";
import { policyWords } from "#app/policies/words/policy-words.ts";
import { LANGUAGE_NAMES, LANGUAGES } from "#lib/wire/languages.ts";
import { leavesOf } from "../../fixtures/languages/page-leaves.ts";
import { pseudo } from "../../fixtures/languages/pseudo-language.ts";
import { answerBank, expectReceipt, giveDetails, goToBank, openCheckout, openOrder } from "../checkout-page.ts";
import { prepared, status } from "../tools.ts";

const ENGLISH = [checkoutTexts, componentTexts].flatMap((texts) => leavesOf(texts("en")));

const chosen = (page: Page) => page.locator("footer a[aria-current]");

async function expectNoEnglish(page: Page, where: string): Promise<void> {
  const lines = (await page.locator("body").innerText()).split("\n").map((line) => line.trim());
  const english = new Set(ENGLISH.filter((text) => text.includes(" ")));
  expect(
    lines.filter((line) => english.has(line)),
    where,
  ).toEqual([]);
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a choice in the footer holds for the whole site, and the page stays where it was", async ({
    page,
    request,
  }) => {
    const session = await prepared(request);
    await openCheckout(page, session.continue_url);
    const address = page.url();
    await page.getByRole("link", { name: "Deutsch", exact: true }).click();
    await expect(page).toHaveURL(address);
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expect(
      page.getByRole("heading", { name: checkoutTexts("de").checkout, exact: true, level: 1 }),
    ).toBeVisible();
    await expect(chosen(page)).toHaveText("Deutsch");
    await page.goto("/policies/shipping");
    await expect(
      page.getByRole("heading", { name: componentTexts("de").policy.shipping, exact: true, level: 1 }),
    ).toBeVisible();
    await page.goto("/try");
    await expect(page.locator("html")).toHaveAttribute("lang", /^en/);
  });
});

test("a policy that is in English says so in the reader's language, and to no reader of English", async ({
  browser,
  baseURL,
}) => {
  for (const language of LANGUAGES) {
    const context = await browser.newContext({ baseURL: baseURL ?? "", locale: language });
    const page = await context.newPage();
    await page.goto("/policies/terms");
    const said = page.getByText(policyWords(language).isEnglish);
    await expect(said, language).toHaveCount(language === "en" ? 0 : 1);
    await expect(page.locator(".prose"), language).toHaveAttribute("lang", /^en/);
    await expect(page.locator(".prose"), language).toHaveAttribute("dir", "ltr");
    await page.goto("/policies/shipping");
    await expect(said, language).toHaveCount(0);
    await context.close();
  }
});

test("in each language a checkout has no English text, its own direction, and fits a window of 320 px", async ({
  page,
  request,
}) => {
  const session = await prepared(request);
  await page.setViewportSize({ width: 320, height: 700 });
  await openCheckout(page, session.continue_url);
  await giveDetails(page);
  const address = page.url().replace(/#.*/, "");
  for (const language of LANGUAGES)
    for (const step of ["", "change=details&"]) {
      await page.goto(`${address}?lang=${language}`);
      if (step !== "") await page.goto(`${address}?change=details`);
      await expect(chosen(page)).toHaveText(LANGUAGE_NAMES[language]);
      await expect(page.locator("html")).toHaveAttribute("dir", language === "ar" ? "rtl" : "ltr");
      if (language !== "en") await expectNoEnglish(page, `${language} ${step}`);
      expect(await sidewaysBy(page), `${language} ${step}`).toBeLessThanOrEqual(1);
    }
});

test("texts that are 40 % longer than English fit a window of 320 px", async ({ page, request }) => {
  const session = await prepared(request);
  await page.setViewportSize({ width: 320, height: 700 });
  await openCheckout(page, session.continue_url);
  await expectRoom(page, "details");
  await page.reload();
  await giveDetails(page);
  await expectRoom(page, "payment");
  await page.goto("/policies/shipping");
  await expectRoom(page, "policy");
  await openCheckout(page, session.continue_url);
  await goToBank(page);
  await answerBank(page, "pay");
  await expectReceipt(page);
  await expectRoom(page, "receipt");
  await openOrder(page, (await status(request, session.id)).order);
  await expectRoom(page, "order");
});

const sidewaysBy = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** Puts the pseudo-language in the place of every text, then looks for what is wider than the window. */
async function expectRoom(page: Page, where: string): Promise<void> {
  const texts = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) found.push(node.nodeValue ?? "");
    return found;
  });
  await page.evaluate(
    (longer) => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const nodes: Node[] = [];
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) nodes.push(node);
      for (const [index, node] of nodes.entries())
        if (node.parentElement?.closest("script, style, noscript, bdi") === null) node.nodeValue = longer[index] ?? "";
    },
    texts.map((text) => (/\p{L}/u.test(text) ? pseudo(text) : text)),
  );
  expect(await sidewaysBy(page), where).toBeLessThanOrEqual(1);
}

import { expect, test, type Page } from "@playwright/test";
import { checkoutTexts } from "#app/checkout/texts/checkout-texts.ts";
import { componentTexts } from "#app/components/texts/component-texts.ts";
import { formTexts } from "#lib/wire/texts/form/form-texts.ts";
import { answerBank, giveRegion, openCheckout, ORDER_NUMBER } from "../checkout-page.ts";
import { ADA, expectOneOrder, HOME, prepared } from "../tools.ts";
import { expectUsable } from "../usable-page.ts";

/** A text that a value stands in, whatever the value is. */
function around(text: (value: string) => string): RegExp {
  const [before = "", after = ""] = text("\u0000")
    .split("\u0000")
    .map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`));
  return new RegExp(`^${before}.+${after}$`);
}

async function giveDetails(page: Page, language: string): Promise<void> {
  const texts = checkoutTexts(language);
  const form = page.getByRole("region", { name: texts.contactAndAddress, exact: true }).locator("form");
  const field = (label: string) => form.getByLabel(label, { exact: true });
  await field(texts.details.email).fill(ADA.email);
  await field(texts.details.country).selectOption(HOME.country);
  await field(texts.details.line_one).fill(HOME.line_one);
  await form.locator("[name=city]").fill(HOME.city);
  await giveRegion(form, HOME.state);
  await form.locator("[name=postal_code]").fill(HOME.postal_code);
  await form.getByRole("button", { name: texts.details.continue, exact: true }).click();
  // What is missing is said in the same language, at the field.
  const { labels, missing } = formTexts(language);
  await expect(form.getByRole("alert").getByText(missing(labels.name), { exact: true })).toBeVisible();
  await field(texts.details.name).fill(HOME.name);
  await form.getByRole("button", { name: texts.details.continue, exact: true }).click();
  await expect(page.getByRole("button", { name: around(texts.pay) })).toBeVisible();
}

for (const [language, dir] of [
  ["ar", "rtl"],
  ["ja", "ltr"],
] as const)
  for (const javaScriptEnabled of [true, false])
    test.describe(`in ${language}, ${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
      test.use({ locale: language, javaScriptEnabled });

      test("a buyer buys, and every page is in the language and its direction", async ({ page, request }) => {
        const [texts, shared] = [checkoutTexts(language), componentTexts(language)];
        const expectLanguage = async (where: string) => {
          const root = page.locator("html");
          await expect(root).toHaveAttribute("lang", new RegExp(`^${language}\\b`));
          await expect(root).toHaveAttribute("dir", dir);
          if (javaScriptEnabled) await expectUsable(page, where);
        };
        const session = await prepared(request);
        await openCheckout(page, session.continue_url);
        await expect(page.getByRole("heading", { name: texts.checkout, exact: true, level: 1 })).toBeVisible();
        await expectLanguage("details");
        await giveDetails(page, language);
        await expectLanguage("payment");
        await page.getByRole("button", { name: around(texts.pay) }).click();
        await answerBank(page, "pay");
        await expect(async () => {
          if (!javaScriptEnabled) await page.reload();
          await expect(page.getByRole("heading", { name: texts.paid, exact: true })).toBeVisible({ timeout: 1000 });
        }).toPass();
        await expectLanguage("receipt");
        await page.getByRole("link", { name: texts.orderPage, exact: true }).click();
        await expect(page.getByRole("article").getByText(ORDER_NUMBER)).toBeVisible();
        await expect(page.getByRole("list", { name: shared.stepsTitle, exact: true })).toContainText(
          shared.steps.ordered.done,
        );
        await expectLanguage("order");
        await expectOneOrder(request, session.id);
      });
    });

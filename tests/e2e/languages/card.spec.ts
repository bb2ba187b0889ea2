import { expect, test, type FrameLocator, type Locator, type Page } from "@playwright/test";
import { checkoutTexts } from "#app/checkout/texts/checkout-texts.ts";
import { WIDGET_TEXTS } from "#lib/wire/widget/texts/of-language.ts";
import { answerBank, ORDER_NUMBER } from "../checkout-page.ts";
import { ADA, expectOneOrder } from "../tools.ts";
import { buyButton, openTry, payInSheet, sheet, widget } from "../try-page.ts";
import { violationsIn } from "../usable-page.ts";

/** Where the stand-in's shopper of each language is, and what its forms ask for there. */
const SHOPPERS = {
  ar: {
    locale: "ar",
    dir: "rtl",
    product: "طقم فناجين قهوة، ستة فناجين Finjan coffee cups, set of six",
    home: { country: "KW", name: "ليلى الحربي", line_one: "شارع فهد السالم 12", city: "مدينة الكويت" },
  },
  ja: {
    locale: "ja-JP",
    dir: "ltr",
    product: "Awaji incense, 60 sticks",
    home: {
      country: "JP",
      name: "山田 花子",
      line_one: "丸の内1-9-1",
      city: "千代田区",
      state: "東京都",
      postal_code: "100-0005",
    },
  },
} as const;
type Language = keyof typeof SHOPPERS;

/** A sentence of the widget, whatever its values are. */
const said = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split(/\{\w+\}/)
      .map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`))
      .join(".+")}$`,
  );

async function fill(form: FrameLocator | Locator, home: Readonly<Record<string, string>>): Promise<void> {
  const { country = "", ...others } = home;
  await form.locator("select[name=country]").selectOption(country);
  for (const [name, value] of Object.entries(others)) {
    const field = form.locator(`[name=${name}]`);
    await expect(async () => {
      if (await field.evaluate((element) => element.tagName === "SELECT"))
        await field.selectOption({ label: value }, { timeout: 1000 });
      else await field.fill(value, { timeout: 1000 });
      expect(await field.inputValue()).not.toBe("");
    }).toPass();
  }
}

async function expectCard(page: Page, language: Language): Promise<void> {
  const card = widget(page).getByRole("main");
  await expect(card).toHaveAttribute("lang", new RegExp(`^${language}`));
  await expect(card).toHaveAttribute("dir", SHOPPERS[language].dir);
  const found = await Promise.all(
    page
      .frames()
      .slice(1)
      .map((frame) => violationsIn(frame)),
  );
  expect(found.flat()).toEqual([]);
}

async function expectPaidCard(page: Page, language: Language): Promise<void> {
  const texts = WIDGET_TEXTS[language];
  await expect(widget(page).getByRole("heading", { name: texts.paidTitle, exact: true })).toBeVisible();
  await expect(widget(page).getByText(ORDER_NUMBER)).toBeVisible();
  await expectCard(page, language);
}

for (const language of ["ar", "ja"] as const)
  test.describe(`in ${language}`, () => {
    const { locale, home, product } = SHOPPERS[language];
    const texts = WIDGET_TEXTS[language];
    test.use({ locale });

    test("a buyer pays in the chat, with every step of the card in the language and its direction", async ({
      page,
      request,
    }) => {
      const visit = await openTry(page, { shopper: "arm-instant", locale });
      await buyButton(page, product).click();
      const card = widget(page);
      await expect(card.getByRole("heading", { name: texts.order, exact: true })).toBeVisible();
      await expectCard(page, language);
      await card.getByRole("button", { name: texts.addAddress, exact: true }).click();
      await expectCard(page, language);
      await fill(card, home);
      await card.getByRole("button", { name: texts.saveAddress, exact: true }).click();
      await expect(card.getByText(home.name)).toBeVisible();
      const payButton = card.locator("button.first");
      await expect(payButton).toHaveText(said(texts.withSum.replace("{label}", texts.buyNow)));
      await payButton.click();
      await expect(sheet(page)).toBeVisible();
      await payInSheet(page, "pay");
      await expectPaidCard(page, language);
      await expectOneOrder(request, await visit.sessionId());
    });

    test("a buyer goes from the card to the checkout page, pays there, and finds the order in the card", async ({
      page,
      request,
    }) => {
      const visit = await openTry(page, { shopper: "arm-external", locale });
      await buyButton(page, product).click();
      const card = widget(page);
      const toCheckout = card.locator("button.first");
      await expect(toCheckout).toBeEnabled();
      await expectCard(page, language);
      const opened = page.context().waitForEvent("page");
      await toCheckout.click();
      const checkout = await opened;
      const own = checkoutTexts(language);
      await expect(checkout.getByRole("heading", { name: own.checkout, exact: true, level: 1 })).toBeVisible();
      await expect(checkout.locator("html")).toHaveAttribute("dir", SHOPPERS[language].dir);
      const form = checkout.getByRole("region", { name: own.contactAndAddress, exact: true }).locator("form");
      await fill(form, { ...home, email: ADA.email });
      await form.getByRole("button", { name: own.details.continue, exact: true }).click();
      await checkout.locator("button[name=intent][value=pay]").click();
      await answerBank(checkout, "pay");
      await expect(checkout.getByRole("heading", { name: own.paid, exact: true })).toBeVisible();
      await page.bringToFront();
      await expectPaidCard(page, language);
      await expectOneOrder(request, await visit.sessionId());
    });
  });

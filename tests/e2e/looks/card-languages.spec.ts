import { expect, test } from "@playwright/test";
import { directionOf } from "#lib/wire/languages.ts";
import { cardTexts } from "#lib/wire/texts/card/card-texts.ts";
import { WIDGET_TEXTS } from "#lib/wire/widget/texts/of-language.ts";
import { CHECKOUT_STAGES } from "../../looks/checkout-stages.ts";
import { inLanguage, inPseudoLanguage } from "../../looks/in-language.ts";
import { ORDER_STAGES } from "../../looks/order-stages.ts";
import { PRODUCTS_STAGES } from "../../looks/products-stages.ts";
import { showWidget } from "../../looks/staged-widget.ts";
import { stageOf } from "../../looks/stages.ts";

const STAGES = [...CHECKOUT_STAGES, ...PRODUCTS_STAGES].filter(({ name }) =>
  /^(?:checkout-(?:ready-instant|ready-external|details-missing-instant|paid|expired)|products-carousel-of-3)$/.test(
    name,
  ),
);

for (const language of ["ar", "ja", "de"] as const)
  for (const stage of STAGES)
    test(`${stage.name} is in ${language}, in its direction, and no wider than a small phone`, async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 600 });
      await showWidget(page, inLanguage(stage, language));
      const card = page.locator("main");
      await expect(card).toHaveAttribute("lang", new RegExp(`^${language}`));
      await expect(card).toHaveAttribute("dir", directionOf(language));
      await expect(card.locator("h1")).toHaveCount(1);
      const { order, soldBy, products } = WIDGET_TEXTS.en;
      const total = cardTexts(language)?.totals.total ?? "";
      if (/ready/.test(stage.name)) await expect(card).toContainText(total);
      const text = await card.innerText();
      for (const english of [order, soldBy.replace(" {seller}", ""), products.chooseOption, "Total", "Thank you"])
        expect(text).not.toContain(english);
      const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      expect(inner).toBeLessThanOrEqual(outer ?? 0);
    });

/** One state for each view, with as many texts as it can have. */
const WORDY = [...CHECKOUT_STAGES, ...ORDER_STAGES, ...PRODUCTS_STAGES].filter(({ name }) =>
  /^(?:checkout-(?:details-missing-(?:instant|external)|address-wrong|delivery-open|total-open|nine-items-further|cancel-question|card-declined|unresolved-for-long|page-open|order-partly-refunded|expired)|products-(?:carousel-of-3|many-variants))$/.test(
    name,
  ),
);

for (const stage of WORDY)
  test(`texts that are 40 % longer than English fit ${stage.name} on a small phone`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 600 });
    if (stage.seconds !== undefined) await page.clock.install();
    await showWidget(page, inPseudoLanguage(stage));
    for (let passed = 0; passed < (stage.seconds ?? 0); passed += 1) await page.clock.runFor(1000);
    const card = page.locator("main");
    const wide = await card.evaluate((main) => {
      const beside = [...main.querySelectorAll<HTMLElement>("*")].filter((one) => {
        const { left, right, width } = one.getBoundingClientRect();
        return width > 2 && (left < -1 || right > innerWidth + 1) && one.closest("ul, .unseen") === null;
      });
      return [document.documentElement.scrollWidth, ...beside.map((one) => one.outerHTML.slice(0, 120))];
    });
    expect(wide).toEqual([320]);
  });

test("what is written from left to right stays so in an Arabic card, at the edge of its texts", async ({ page }) => {
  await showWidget(page, inLanguage(stageOf("checkout-address-open"), "ar"));
  const street = page.getByLabel(WIDGET_TEXTS.ar.street, { exact: true });
  await expect(street).toHaveValue("1 Main St");
  await expect(street).toHaveCSS("unicode-bidi", "plaintext");
  await expect(street).toHaveCSS("text-align", "right");
});

test("a card follows the host to another language", async ({ page }) => {
  const stage = stageOf("checkout-ready-external");
  const { answers } = inLanguage(stage, "ar");
  await showWidget(page, {
    ...inLanguage(stage, "de"),
    answers: {
      ...answers,
      get_order_status: [{ structuredContent: stage.shown, _meta: inLanguage(stage, "ar").meta }],
    },
  });
  await expect(page.locator("h1")).toHaveText(WIDGET_TEXTS.de.order);
  await page.evaluate(() => {
    const openai: unknown = Reflect.get(window, "openai");
    if (typeof openai === "object" && openai !== null) Object.assign(openai, { locale: "ar-EG" });
    window.dispatchEvent(new Event("openai:set_globals"));
  });
  await expect(page.locator("h1")).toHaveText(WIDGET_TEXTS.ar.order);
  await expect(page.locator("main")).toHaveAttribute("dir", "rtl");
});

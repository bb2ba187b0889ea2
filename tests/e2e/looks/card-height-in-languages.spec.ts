import { test } from "@playwright/test";
import { LANGUAGES } from "#lib/wire/languages.ts";
import { fontEnvironment } from "../../gallery/fonts.ts";
import { inLanguage } from "../../looks/in-language.ts";
import { CARD_STAGES } from "../../looks/stages.ts";
import { expectSmall, showSettled } from "./card-size.ts";

// In letters of an ordinary width: a system that has no fonts of its own draws the widest there are.
test.use({
  launchOptions: async ({ launchOptions }, provide) => provide({ ...launchOptions, env: await fontEnvironment() }),
});

/** English is measured by card-height.spec.ts. */
const TRANSLATED = LANGUAGES.filter((language) => language !== "en");

for (const stage of CARD_STAGES)
  test(`the checkout card ${stage.name.replace("checkout-", "")} is no higher than a phone in every language that it is translated into`, async ({
    page,
  }) => {
    if (stage.seconds !== undefined) await page.clock.install();
    for (const language of TRANSLATED) {
      await showSettled(page, inLanguage(stage, language));
      await expectSmall(page, language);
    }
  });

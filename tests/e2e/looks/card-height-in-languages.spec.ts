import { test } from "@playwright/test";
import { fontEnvironment } from "../../gallery/fonts.ts";
import { inLanguage } from "../../looks/in-language.ts";
import { CARD_STAGES } from "../../looks/stages.ts";
import { expectSmall, showSettled } from "./card-size.ts";

// In letters of an ordinary width: a system that has no fonts of its own draws the widest there are.
test.use({
  launchOptions: async ({ launchOptions }, provide) => provide({ ...launchOptions, env: await fontEnvironment() }),
});

for (const stage of CARD_STAGES)
  test(`the checkout card ${stage.name.replace("checkout-", "")} is no higher than a phone in languages of long words`, async ({
    page,
  }) => {
    if (stage.seconds !== undefined) await page.clock.install();
    for (const language of ["fr", "pt", "de", "nl"] as const) {
      await showSettled(page, inLanguage(stage, language));
      await expectSmall(page, language);
    }
  });

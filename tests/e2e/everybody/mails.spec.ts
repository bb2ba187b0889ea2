import { expect, test, type Page } from "@playwright/test";
import { LANGUAGES, type Language } from "#lib/wire/languages.ts";
import { MAILS, type MailScene } from "../../gallery/scenes/mails.ts";
import { expectUsable, OF_THE_MAIL_PROGRAM } from "../usable-page.ts";

// The page that shows a message has it in a frame that may run no script, so that axe cannot be asked there.
async function expectUsableMessage(page: Page, { name, html }: MailScene, language: Language): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.setContent(html(language));
  await expectUsable(page, `${name} in ${language}`, OF_THE_MAIL_PROGRAM);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectUsable(page, `${name} in ${language} at 320 pixels`, OF_THE_MAIL_PROGRAM);
}

for (const mail of MAILS) {
  test(`the message ${mail.name} can be read by everybody in every language, on a small screen too`, async ({
    page,
  }) => {
    for (const language of mail.isToSeller ? (["en"] as const) : LANGUAGES)
      await expectUsableMessage(page, mail, language);
  });

  test.describe("in dark colours", () => {
    test.use({ colorScheme: "dark" });

    test(`the message ${mail.name} can be read by everybody`, async ({ page }) => {
      await expectUsableMessage(page, mail, "en");
    });
  });
}

test("no word of a Japanese message is broken at the end of a line", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 900 });
  for (const { html } of MAILS.filter((mail) => !mail.isToSeller)) {
    await page.setContent(html("ja"));
    const broken = await page.evaluate(() => {
      const words = new Intl.Segmenter("ja", { granularity: "word" });
      return [...document.querySelectorAll("h1, p")].flatMap(({ firstChild: text }) =>
        [...words.segment(text?.nodeValue ?? "")].flatMap(({ segment, index, isWordLike }) => {
          if (text?.nodeType !== Node.TEXT_NODE || isWordLike !== true) return [];
          const range = document.createRange();
          range.setStart(text, index);
          range.setEnd(text, index + segment.length);
          return new Set([...range.getClientRects()].map(({ top }) => top)).size > 1 ? [segment] : [];
        }),
      );
    });
    expect(broken).toEqual([]);
  }
});

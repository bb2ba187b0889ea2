import { expect, test } from "@playwright/test";
import { openCheckout } from "../checkout-page.ts";
import { prepared } from "../tools.ts";

for (const locale of ["en-US", "ja", "ar"])
  test.describe(`in ${locale}`, () => {
    test.use({ locale, viewport: { width: 320, height: 640 } });

    test("the sandbox wallet's sheet shows its addresses and ways to deliver whole on a small phone with text of twice the size", async ({
      page,
      request,
    }) => {
      await openCheckout(page, (await prepared(request)).continue_url);
      await page.locator("#sandbox-wallet").waitFor();
      await page.addStyleTag({ content: "html { font-size: 200% }" });
      await page.locator("#sandbox-wallet").click();
      const sheet = page.getByRole("dialog");
      for (const [list, least] of [
        ["#sandbox-wallet-address", 4],
        ["#sandbox-wallet-delivery", 2],
      ] as const) {
        const choices = sheet.locator(`${list} label`);
        await expect.poll(() => choices.count()).toBeGreaterThanOrEqual(least);
        for (const choice of await choices.all()) {
          await expect(choice.getByRole("radio")).toHaveCount(1);
          const cut = await choice.evaluate((one) => {
            const [words, frame] = [one.querySelector("bdi"), one.closest("dialog")];
            if (words === null || frame === null) return "nothing is said";
            const [inner, outer] = [words.getBoundingClientRect(), frame.getBoundingClientRect()];
            const isWhole = inner.left >= outer.left && inner.right <= outer.right && inner.width > 0;
            return isWhole && one.scrollWidth <= one.clientWidth ? "" : one.textContent;
          });
          expect(cut).toBe("");
        }
      }
      expect(await sheet.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(1);
    });
  });

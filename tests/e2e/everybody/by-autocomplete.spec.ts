import { expect, test } from "@playwright/test";
import { answerBank, expectReceipt, openCheckout } from "../checkout-page.ts";
import { ADA, expectOneOrder, HOME, prepared } from "../tools.ts";
import { addressButton, buySomething, expectPaid, openTry, payInSheet, widget } from "../try-page.ts";
import { fillByAutocomplete } from "./form-filler.ts";

for (const javaScriptEnabled of [true, false])
  test.describe(`${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
    test.use({ javaScriptEnabled });

    test("the checkout page is filled in by autocomplete and paid by its buttons' names", async ({ page, request }) => {
      const session = await prepared(request);
      await openCheckout(page, session.continue_url);
      await fillByAutocomplete(page);
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByRole("button", { name: /^Pay / }).click();
      await answerBank(page, "pay");
      await expect(async () => {
        if (!javaScriptEnabled) await page.reload();
        await expect(page.getByRole("heading", { name: "Thank you. Your order is paid.", exact: true })).toBeVisible({
          timeout: 1000,
        });
      }).toPass();
      await expectOneOrder(request, session.id);
    });
  });

test("the checkout page is filled in by labels alone", async ({ page, request }) => {
  const session = await prepared(request);
  await openCheckout(page, session.continue_url);
  await page.getByLabel("Country", { exact: true }).selectOption({ label: "United States" });
  await expect(page.getByLabel("State", { exact: true })).toBeVisible();
  await page.getByLabel("State", { exact: true }).selectOption({ label: "New York" });
  const typed = { "E-mail": ADA.email, "Full name": HOME.name, Address: HOME.line_one, City: HOME.city };
  for (const [label, text] of Object.entries({ ...typed, "ZIP code": HOME.postal_code }))
    await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: /^Pay / }).click();
  await answerBank(page, "pay");
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
});

test("the card in the chat is filled in by autocomplete, and the sheet is paid by its buttons' names", async ({
  page,
  request,
}) => {
  const visit = await openTry(page, { shopper: "arm-instant" });
  await buySomething(page, "instant");
  await addressButton(widget(page)).click();
  const address = widget(page).getByLabel("Address", { exact: true });
  await expect(address).toBeVisible();
  const frame = await (await address.elementHandle())?.ownerFrame();
  if (frame === null || frame === undefined) throw new Error("the card is in no frame");
  await fillByAutocomplete(frame);
  await widget(page).getByRole("button", { name: "Continue", exact: true }).click();
  await widget(page)
    .getByRole("button", { name: /^Buy now · / })
    .click();
  await payInSheet(page, "pay");
  await expectPaid(page);
  await expectOneOrder(request, await visit.sessionId());
});

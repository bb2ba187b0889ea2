import { expect, test } from "@playwright/test";
import { detailsForm, openCheckout, payButton } from "../checkout-page.ts";
import { ADA, HOME, prepared } from "../tools.ts";

const OTTAWA = { "Full name": ADA.name, "E-mail": ADA.email, Address: "111 Wellington St", City: "Ottawa" };

test("a country with regions has a list of them, which goes with the country", async ({ page, request }) => {
  await openCheckout(page, (await prepared(request)).continue_url);
  const form = detailsForm(page);
  const region = form.locator("select[name=state]");
  await form.getByLabel("Country", { exact: true }).selectOption("CA");
  await region.selectOption({ label: "Ontario" });
  await form.getByLabel("Country", { exact: true }).selectOption("US");
  await expect(region).toHaveValue("");
  await expect(region.getByRole("option", { name: "Ontario" })).toHaveCount(0);
  await region.selectOption({ label: "New York" });
  for (const [label, text] of Object.entries({ ...OTTAWA, City: "New York" }))
    await form.getByLabel(label, { exact: true }).fill(text);
  await form.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(form.getByRole("alert").getByRole("link")).toHaveCount(1);
  await expect(region).toHaveValue("NY");
  await form.getByLabel("ZIP code", { exact: true }).fill(HOME.postal_code);
  await form.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(payButton(page)).toBeVisible();
});

test("what is being typed goes on where it was when the fields of another country come", async ({ page, request }) => {
  await openCheckout(page, (await prepared(request)).continue_url);
  const form = detailsForm(page);
  let answer = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page.route(/[?&]country=/, async (route) => {
    await answered;
    await route.continue();
  });
  const code = form.getByLabel("Postal code", { exact: true });
  await form.getByLabel("Country", { exact: true }).selectOption("DE");
  await code.pressSequentially("101");
  answer();
  // A German address has no region, and its postal code comes before the city.
  await expect(form.locator("[name=state]")).toHaveCount(0);
  await page.keyboard.type("17");
  await expect(code).toHaveValue("10117");
  await expect(code).toBeFocused();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the list comes with the answer, and a region of another country than the chosen one is asked for again", async ({
    page,
    request,
  }) => {
    await openCheckout(page, (await prepared(request)).continue_url);
    const form = detailsForm(page);
    const region = form.locator("[name=state]");
    await expect(region).toHaveAttribute("type", "text");
    for (const [label, text] of Object.entries(OTTAWA)) await form.getByLabel(label, { exact: true }).fill(text);
    await form.getByLabel("Country", { exact: true }).selectOption("CA");
    await form.getByLabel("Postal code", { exact: true }).fill("K1A 0B1");
    await form.getByRole("button", { name: "Continue", exact: true }).click();
    await region.selectOption({ label: "Ontario" });
    await form.getByLabel("Country", { exact: true }).selectOption("US");
    await form.getByLabel("Postal code", { exact: true }).fill(HOME.postal_code);
    await form.getByRole("button", { name: "Continue", exact: true }).click();
    await expect(form.getByRole("alert").getByRole("link")).toHaveCount(1);
    await region.selectOption({ label: "New York" });
    await form.getByRole("button", { name: "Continue", exact: true }).click();
    await expect(payButton(page)).toBeVisible();
  });
});

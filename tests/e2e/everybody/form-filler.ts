import { expect, type Frame, type Locator, type Page } from "@playwright/test";
import { ADA, HOME } from "../tools.ts";

/** What a browser or an agent knows of its user, by the tokens of https://html.spec.whatwg.org/#autofill. */
const KNOWN: Readonly<Record<string, string>> = {
  email: ADA.email,
  name: HOME.name,
  country: HOME.country,
  "address-line1": HOME.line_one,
  "address-level2": HOME.city,
  "address-level1": HOME.state,
  "postal-code": HOME.postal_code,
};

/** The fields on the screen that say by `autocomplete` what belongs in them. */
const fieldFor = (root: Page | Frame, token: string): Locator =>
  root.locator(`:is(input, select)[autocomplete~="${token}"]:visible`);

/**
 * Fills a form as software that knows nothing of this shop: by `autocomplete` alone, the country first, because it may bring
 * other fields. Then nothing that must be filled is left, and everything on the screen has a name.
 */
export async function fillByAutocomplete(root: Page | Frame): Promise<void> {
  for (const token of ["country", ...Object.keys(KNOWN).filter((one) => one !== "country")]) {
    const field = fieldFor(root, token);
    if ((await field.count()) === 0) continue;
    await expect(field, token).toHaveCount(1);
    await expect(async () => {
      const isList = await field.evaluate((element) => element.tagName === "SELECT");
      await (isList
        ? field.selectOption(KNOWN[token] ?? "", { timeout: 1000 })
        : field.fill(KNOWN[token] ?? "", { timeout: 1000 }));
      await expect(field).toHaveValue(KNOWN[token] ?? "", { timeout: 1000 });
    }, token).toPass();
  }
  await expect
    .poll(() =>
      root.locator(":is(input, select)[required]:visible").evaluateAll((all) =>
        all
          .filter((one) => one instanceof HTMLInputElement || one instanceof HTMLSelectElement)
          .filter(({ type, value }) => type !== "radio" && type !== "checkbox" && value === "")
          .map(({ name, autocomplete }) => `${name} (${autocomplete})`),
      ),
    )
    .toEqual([]);
  const nameless = await root.locator(":is(input:not([type=hidden]), select, button):visible").evaluateAll((all) =>
    all
      .filter((one) => {
        const labels = "labels" in one && one.labels instanceof NodeList ? one.labels.length : 0;
        return labels === 0 && !one.ariaLabel && !one.getAttribute("aria-labelledby") && !one.textContent?.trim();
      })
      .map((one) => one.outerHTML.slice(0, 120)),
  );
  expect(nameless).toEqual([]);
}

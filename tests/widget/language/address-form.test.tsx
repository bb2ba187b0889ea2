import { describe, expect, it } from "vitest";
import { anAddress } from "../../fixtures/builders.ts";
import { aCheckout } from "../a-checkout.ts";
import { aBasket, drawIn, textOf } from "../draw-purchase.tsx";

type Options = Parameters<typeof aCheckout>[0];
const formIn = (language: "en" | "ja" | "ar", options: Options) =>
  drawIn(language, aBasket({ checkout: aCheckout(options), step: "address" }));
/** Each field of the form: its name, and whether it has a row of its own. */
const fieldsOf = (html: string) =>
  [...html.matchAll(/<div class="(field|field wide)"><label for="field-(\w+)">/g)].map(
    ([, kind, name]) => `${name}${kind === "field" ? "" : " alone"}`,
  );

describe("the form of an address", () => {
  it("leaves no half row empty, in whichever order a language asks for the parts", () => {
    expect(fieldsOf(formIn("ja", { address: null }))).toEqual(
      "name,country,postal_code,state,city alone,line_one alone,line_two alone".split(","),
    );
    expect(fieldsOf(formIn("en", {}))).toEqual(
      "name,country,line_one alone,line_two,city,state,postal_code".split(","),
    );
  });

  it("says of a postal code that it may be left out where the country's addresses need none", () => {
    const optional = (country: string) =>
      textOf(formIn("en", { address: anAddress({ country, region: "" }) })).includes("Postal code (optional)");
    expect([optional("HK"), optional("FR"), optional("US")]).toEqual([true, false, false]);
    expect(textOf(formIn("ja", { address: null }))).toContain("郵便番号（任意）");
    expect(textOf(formIn("ar", { address: null }))).toContain("الرمز البريدي (اختياري)");
  });

  it("asks in Japanese for an address from the larger part to the smaller within a field too", () => {
    expect(textOf(formIn("ja", { address: null }))).toContain("町名・番地");
  });
});

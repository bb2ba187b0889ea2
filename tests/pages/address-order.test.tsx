import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { DetailsForm } from "#app/checkout/[link]/details-fields.tsx";
import { checkoutTexts } from "#app/checkout/texts/checkout-texts.ts";
import { checkoutLink } from "#lib/ids.ts";
import { DETAILS_FIELDS, type DetailsField, type TypedDetails } from "#lib/wire/details-form.ts";
import { anAddress } from "../fixtures/builders.ts";
import { aCheckout } from "../widget/a-checkout.ts";
import { aBasket, draw, textOf } from "../widget/draw-purchase.tsx";

const PARTS = ["postal_code", "state", "city", "line_one", "line_two"];
const WESTERN = ["line_one", "line_two", "city", "state", "postal_code"];
const fieldsIn = (html: string) =>
  [...html.matchAll(/<(?:input|select)[^>]* name="([^"]+)"/g)].flatMap(([, name = ""]) =>
    PARTS.includes(name) ? [name] : [],
  );

function form(country: string, locale: string, missing: readonly DetailsField[] = []): string {
  const known = Object.fromEntries(
    DETAILS_FIELDS.map((field) => [field, field === "country" ? country : ""]),
  ) as TypedDetails;
  return renderToStaticMarkup(
    <DetailsForm
      texts={checkoutTexts(locale).details}
      locale={locale}
      link={checkoutLink("co_1")}
      known={known}
      regions={{ country, choices: [] }}
      asks="address"
      isDelivered
      keepsEmpty={false}
      countries={null}
      mayRemember={false}
      completion={null}
      changes={false}
      problems={missing.map((field) => ({ field, code: "missing", message: field }))}
      isAnswer
      isOpenedElsewhere={false}
      cancelHref={null}
    />,
  );
}

it("an address is typed in Japan's order in Japanese, from the postal code to the building, on the page and in the card", () => {
  for (const country of ["JP", ""]) {
    expect(fieldsIn(form(country, "ja"))).toEqual(PARTS);
    expect(fieldsIn(form(country, "en"))).toEqual(WESTERN);
  }
  const checkout = aCheckout({ status: "not_ready", address: null });
  const card = (locale: string) => fieldsIn(draw(aBasket({ checkout, step: "address" }), locale));
  for (const locale of ["ja", "ja-JP"]) expect(card(locale)).toEqual(PARTS);
  for (const locale of ["ja-US", "ar", "en-JP"]) expect(card(locale)).toEqual(WESTERN);
});

it("the card's line of an address in Japan is as Japan writes it, and in Latin letters it goes by commas", () => {
  const line = (address: Parameters<typeof anAddress>[0]) =>
    textOf(draw(aBasket({ checkout: aCheckout({ address: anAddress(address) }) }), "ja"));
  const japan = { country: "JP", region: "東京都", city: "千代田区", postalCode: "100-0005", name: "山田 花子" };
  expect(line({ ...japan, lineOne: "丸の内1-9-1" })).toContain("〒100-0005 東京都千代田区丸の内1-9-1 山田 花子");
  expect(line({ ...japan, lineOne: "1-9-1 Marunouchi" })).toContain(
    "山田 花子, 1-9-1 Marunouchi, 千代田区, 東京都 100-0005",
  );
});

it("the list of what is wrong goes through the form from its top", () => {
  const missing: readonly DetailsField[] = ["phone_number", "email", "name", "line_one", "city", "postal_code"];
  const listed = (locale: string) =>
    [...form("", locale, missing).matchAll(/<a [^>]*href="#[^"]*"[^>]*>([^<]+)<\/a>/g)].map(([, name]) => name);
  expect(listed("ja")).toEqual(["email", "name", "postal_code", "city", "line_one", "phone_number"]);
  expect(listed("en")).toEqual(["email", "name", "line_one", "city", "postal_code", "phone_number"]);
});

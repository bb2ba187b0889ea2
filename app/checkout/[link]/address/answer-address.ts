import { findRegion } from "#lib/checkout/regions/regions.ts";
import type { CompletedAddress } from "#lib/completion/address-completion.ts";
import { readCountry } from "#lib/wire/address/country.ts";
import { readPostedCheckout } from "../../../request/posted-checkout.ts";
import { textOf } from "../form-state.ts";

const MAX_PART = 200;

/**
 * What public/address/complete.js asks while an address is typed: `text` is answered with suggestions, `id` with the fields of
 * the form. Whoever may not change the order, and every order where nobody completes addresses, gets none.
 */
export async function answerAddress(request: Request, part: string): Promise<Response> {
  const posted = await readPostedCheckout(request, part);
  if (posted.kind === "refused") return posted.response;
  const { form, storefront, session, locale } = posted;
  const asked = {
    sessionId: session.id,
    country: readCountry(textOf(form, "country")) ?? "",
    session: textOf(form, "session"),
    language: locale,
  };
  const id = textOf(form, "id");
  const answer =
    id === ""
      ? await storefront.suggestAddress({ ...asked, text: textOf(form, "text") })
      : await storefront.resolveAddress({ ...asked, id });
  switch (answer.kind) {
    case "suggested":
      return json({ suggestions: answer.suggestions });
    case "resolved":
      return json({ fields: fieldsOf(answer.address) });
    case "limited":
      return json({}, 429);
    case "none":
    case "not_found":
      return json({});
  }
}

const json = (body: object, status = 200): Response =>
  Response.json(body, { status, headers: { "cache-control": "no-store" } });

/** By the names of the form's fields; a region by its code, as the list has it, where we know it. */
const fieldsOf = ({ country, lineOne, lineTwo, city, region, postalCode }: CompletedAddress) => ({
  line_one: plain(lineOne),
  line_two: plain(lineTwo),
  city: plain(city),
  state: findRegion(country, region)?.code ?? plain(region),
  postal_code: plain(postalCode),
});

/** As long as a field takes, without what is not seen or turns the text around it. */
const plain = (part: string): string => part.replaceAll(/[\p{Cc}\p{Cf}]/gu, "").slice(0, MAX_PART);

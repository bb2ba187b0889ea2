import type { KindTable } from "../../../invariant.ts";
import { namesOf } from "../seller-names.ts";
import type { CheckoutProblem } from "../../../purchase/checkout/problem.ts";
import { counted } from "../../text-tables.ts";

export const de: KindTable<CheckoutProblem, string> = {
  unknown_product: () => "Eines der Produkte wird hier nicht mehr verkauft.",
  bad_quantity: () => "Bitte wählen Sie eine Menge von mindestens 1.",
  too_many_units: ({ max }) =>
    counted(
      {
        one: "Von einem Produkt kann höchstens {count} Stück auf einmal gekauft werden.",
        other: "Von einem Produkt können höchstens {count} Stück auf einmal gekauft werden.",
      },
      max,
      "de",
    ),
  no_such_offer: ({ title }) => `Dieses Angebot für „${title}“ ist beendet.`,
  not_sold_here: ({ title }) => `„${title}“ kann hier nicht gekauft werden.`,
  seller_not_selling: ({ title, sellerName }) =>
    `„${title}“ kann gerade nicht gekauft werden: ${sellerName} verkauft im Moment nichts.`,
  goods_not_sold: ({ title, country }) =>
    country === null ? `„${title}“ wird hier nicht verkauft.` : `„${title}“ wird nicht in dieses Land verkauft.`,
  out_of_stock: ({ title }) => `„${title}“ ist ausverkauft.`,
  not_enough_stock: ({ title, left }) =>
    left > 0
      ? `${counted({ one: "Nur noch {count} Stück", other: "Nur noch {count} Stück" }, left, "de")} von „${title}“ verfügbar.`
      : `„${title}“ ist ausverkauft.`,
  several_sellers: ({ groups }) =>
    `Diese Artikel verkaufen ${namesOf(groups, "de")}. Bei jedem Verkäufer wird einzeln bestellt.`,
  other_currency: ({ title, currency }) =>
    `„${title}“ hat einen Preis in ${currency} und braucht eine eigene Bestellung.`,
  not_priced_in: ({ priced }) => `Diese Bestellung hat Preise in ${priced}.`,
  seller_and_currency_fixed: ({ sellerName, currency }) =>
    `Diese Bestellung ist bei ${sellerName} und hat Preise in ${currency}.`,
  given_on_page: () => "Das wurde auf dieser Seite angegeben und kann hier geändert werden.",
  delivery_option_not_offered: ({ offeredIds }) =>
    offeredIds.length === 0
      ? "Bitte geben Sie zuerst Ihre Lieferadresse an."
      : "Diese Versandart wird nicht mehr angeboten. Bitte wählen Sie eine andere.",
};

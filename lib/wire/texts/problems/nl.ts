import type { KindTable } from "../../../invariant.ts";
import { namesOf } from "../seller-names.ts";
import type { CheckoutProblem } from "../../../purchase/checkout/problem.ts";
import { counted } from "../../text-tables.ts";

export const nl: KindTable<CheckoutProblem, string> = {
  unknown_product: () => "Een van de producten wordt hier niet meer verkocht.",
  bad_quantity: () => "Kies een aantal van minstens 1.",
  too_many_units: ({ max }) =>
    counted(
      {
        one: "Van een product kan hoogstens {count} exemplaar tegelijk worden gekocht.",
        other: "Van een product kunnen hoogstens {count} exemplaren tegelijk worden gekocht.",
      },
      max,
      "nl",
    ),
  no_such_offer: ({ title }) => `Deze aanbieding van “${title}” is afgelopen.`,
  not_sold_here: ({ title }) => `“${title}” kan hier niet worden gekocht.`,
  seller_not_selling: ({ title, sellerName }) =>
    `“${title}” kan nu niet worden gekocht: ${sellerName} verkoopt op dit moment niets.`,
  goods_not_sold: ({ title, country }) =>
    country === null ? `“${title}” wordt hier niet verkocht.` : `“${title}” wordt niet naar dit land verkocht.`,
  out_of_stock: ({ title }) => `“${title}” is uitverkocht.`,
  not_enough_stock: ({ title, left }) =>
    left > 0
      ? `${counted({ one: "Er is nog maar {count} exemplaar", other: "Er zijn nog maar {count} exemplaren" }, left, "nl")} van “${title}”.`
      : `“${title}” is uitverkocht.`,
  several_sellers: ({ groups }) =>
    `Deze artikelen worden verkocht door ${namesOf(groups, "nl")}. Bij elke verkoper bestelt u apart.`,
  other_currency: ({ title, currency }) => `“${title}” is geprijsd in ${currency} en heeft een eigen bestelling nodig.`,
  not_priced_in: ({ priced }) => `Deze bestelling is geprijsd in ${priced}.`,
  seller_and_currency_fixed: ({ sellerName, currency }) =>
    `Deze bestelling is bij ${sellerName} en geprijsd in ${currency}.`,
  given_on_page: () => "Dit is op deze pagina ingevuld en kan hier worden gewijzigd.",
  delivery_option_not_offered: ({ offeredIds }) =>
    offeredIds.length === 0
      ? "Vul eerst uw bezorgadres in."
      : "Deze manier van bezorgen wordt niet meer aangeboden. Kies een andere.",
};

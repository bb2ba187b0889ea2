import type { KindTable } from "../../../invariant.ts";
import { namesOf } from "../seller-names.ts";
import type { CheckoutProblem } from "../../../purchase/checkout/problem.ts";
import { counted } from "../../text-tables.ts";

export const it: KindTable<CheckoutProblem, string> = {
  unknown_product: () => "Uno dei prodotti non è più in vendita qui.",
  bad_quantity: () => "Scegli una quantità di almeno 1.",
  too_many_units: ({ max }) =>
    counted(
      {
        one: "Di un prodotto si può acquistare al massimo {count} pezzo alla volta.",
        other: "Di un prodotto si possono acquistare al massimo {count} pezzi alla volta.",
      },
      max,
      "it",
    ),
  no_such_offer: ({ title }) => `Questa offerta per “${title}” è terminata.`,
  not_sold_here: ({ title }) => `“${title}” non si può acquistare qui.`,
  seller_not_selling: ({ title, sellerName }) =>
    `“${title}” non si può acquistare ora: ${sellerName} al momento non vende.`,
  goods_not_sold: ({ title, country }) =>
    country === null ? `“${title}” non è in vendita qui.` : `“${title}” non è in vendita in questo Paese.`,
  out_of_stock: ({ title }) => `“${title}” è esaurito.`,
  not_enough_stock: ({ title, left }) =>
    left > 0
      ? `${counted({ one: "Resta solo {count} pezzo", other: "Restano solo {count} pezzi" }, left, "it")} di “${title}”.`
      : `“${title}” è esaurito.`,
  several_sellers: ({ groups }) =>
    `Questi articoli sono venduti da ${namesOf(groups, "it")}. Ogni venditore richiede un ordine a parte.`,
  other_currency: ({ title, currency }) => `“${title}” ha il prezzo in ${currency} e richiede un ordine a parte.`,
  not_priced_in: ({ priced }) => `I prezzi di questo ordine sono in ${priced}.`,
  seller_and_currency_fixed: ({ sellerName, currency }) => `Questo ordine è presso ${sellerName}, in ${currency}.`,
  given_on_page: () => "È stato inserito in questa pagina e si può modificare qui.",
  delivery_option_not_offered: ({ offeredIds }) =>
    offeredIds.length === 0
      ? "Inserisci prima il tuo indirizzo di consegna."
      : "Questo tipo di spedizione non è più disponibile. Scegline un altro.",
};

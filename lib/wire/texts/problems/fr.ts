import type { KindTable } from "../../../invariant.ts";
import { namesOf } from "../seller-names.ts";
import type { CheckoutProblem } from "../../../purchase/checkout/problem.ts";
import { counted } from "../../text-tables.ts";

export const fr: KindTable<CheckoutProblem, string> = {
  unknown_product: () => "Un des produits n’est plus vendu ici.",
  bad_quantity: () => "Veuillez choisir une quantité d’au moins 1.",
  too_many_units: ({ max }) =>
    counted(
      {
        one: "On peut acheter au plus {count} exemplaire d’un produit à la fois.",
        other: "On peut acheter au plus {count} exemplaires d’un produit à la fois.",
      },
      max,
      "fr",
    ),
  no_such_offer: ({ title }) => `Cette offre pour « ${title} » est terminée.`,
  not_sold_here: ({ title }) => `« ${title} » ne peut pas être acheté ici.`,
  seller_not_selling: ({ title, sellerName }) =>
    `« ${title} » ne peut pas être acheté pour le moment : ${sellerName} ne vend rien actuellement.`,
  goods_not_sold: ({ title, country }) =>
    country === null ? `« ${title} » n’est pas vendu ici.` : `« ${title} » n’est pas vendu dans ce pays.`,
  out_of_stock: ({ title }) => `« ${title} » est épuisé.`,
  not_enough_stock: ({ title, left }) =>
    left > 0
      ? `${counted({ one: "Il ne reste que {count} exemplaire", other: "Il ne reste que {count} exemplaires" }, left, "fr")} de « ${title} ».`
      : `« ${title} » est épuisé.`,
  several_sellers: ({ groups }) =>
    `Ces articles sont vendus par ${namesOf(groups, "fr")}. Chaque vendeur demande une commande à part.`,
  other_currency: ({ title, currency }) =>
    `Le prix de « ${title} » est en ${currency} ; une commande à part est nécessaire.`,
  not_priced_in: ({ priced }) => `Les prix de cette commande sont en ${priced}.`,
  seller_and_currency_fixed: ({ sellerName, currency }) =>
    `Cette commande est passée chez ${sellerName}, en ${currency}.`,
  given_on_page: () => "Cela a été indiqué sur cette page et peut y être modifié.",
  delivery_option_not_offered: ({ offeredIds }) =>
    offeredIds.length === 0
      ? "Veuillez d’abord indiquer votre adresse de livraison."
      : "Ce mode de livraison n’est plus proposé. Veuillez en choisir un autre.",
};

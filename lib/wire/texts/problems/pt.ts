import type { KindTable } from "../../../invariant.ts";
import { namesOf } from "../seller-names.ts";
import type { CheckoutProblem } from "../../../purchase/checkout/problem.ts";
import { counted } from "../../text-tables.ts";

export const pt: KindTable<CheckoutProblem, string> = {
  unknown_product: () => "Um dos produtos não é mais vendido aqui.",
  bad_quantity: () => "Escolha uma quantidade de pelo menos 1.",
  too_many_units: ({ max }) =>
    counted(
      {
        one: "É possível comprar no máximo {count} unidade de um produto por vez.",
        other: "É possível comprar no máximo {count} unidades de um produto por vez.",
      },
      max,
      "pt",
    ),
  no_such_offer: ({ title }) => `Esta oferta de “${title}” terminou.`,
  not_sold_here: ({ title }) => `“${title}” não pode ser comprado aqui.`,
  seller_not_selling: ({ title, sellerName }) =>
    `“${title}” não pode ser comprado agora: ${sellerName} não está vendendo no momento.`,
  goods_not_sold: ({ title, country }) =>
    country === null ? `“${title}” não é vendido aqui.` : `“${title}” não é vendido para este país.`,
  out_of_stock: ({ title }) => `“${title}” está esgotado.`,
  not_enough_stock: ({ title, left }) =>
    left > 0
      ? `${counted({ one: "Resta só {count} unidade", other: "Restam só {count} unidades" }, left, "pt")} de “${title}”.`
      : `“${title}” está esgotado.`,
  several_sellers: ({ groups }) =>
    `Estes artigos são vendidos por ${namesOf(groups, "pt")}. Cada vendedor precisa de um pedido próprio.`,
  other_currency: ({ title, currency }) => `“${title}” tem preço em ${currency} e precisa de um pedido próprio.`,
  not_priced_in: ({ priced }) => `Os preços deste pedido estão em ${priced}.`,
  seller_and_currency_fixed: ({ sellerName, currency }) => `Este pedido é com ${sellerName}, em ${currency}.`,
  given_on_page: () => "Isto foi informado nesta página e pode ser alterado aqui.",
  delivery_option_not_offered: ({ offeredIds }) =>
    offeredIds.length === 0
      ? "Informe primeiro seu endereço de entrega."
      : "Esta forma de entrega não é mais oferecida. Escolha outra, por favor.",
};

import type { KindTable } from "../../../invariant.ts";
import { namesOf } from "../seller-names.ts";
import type { CheckoutProblem } from "../../../purchase/checkout/problem.ts";
import { counted } from "../../text-tables.ts";

export const es: KindTable<CheckoutProblem, string> = {
  unknown_product: () => "Uno de los productos ya no se vende aquí.",
  bad_quantity: () => "Elija una cantidad de al menos 1.",
  too_many_units: ({ max }) =>
    counted(
      {
        one: "Se puede comprar como máximo {count} unidad de un producto a la vez.",
        other: "Se pueden comprar como máximo {count} unidades de un producto a la vez.",
      },
      max,
      "es",
    ),
  no_such_offer: ({ title }) => `Esta oferta de «${title}» ha terminado.`,
  not_sold_here: ({ title }) => `«${title}» no se puede comprar aquí.`,
  seller_not_selling: ({ title, sellerName }) =>
    `«${title}» no se puede comprar ahora: ${sellerName} no vende en este momento.`,
  goods_not_sold: ({ title, country }) =>
    country === null ? `«${title}» no se vende aquí.` : `«${title}» no se vende a este país.`,
  out_of_stock: ({ title }) => `«${title}» está agotado.`,
  not_enough_stock: ({ title, left }) =>
    left > 0
      ? `${counted({ one: "Solo queda {count} unidad", other: "Solo quedan {count} unidades" }, left, "es")} de «${title}».`
      : `«${title}» está agotado.`,
  several_sellers: ({ groups }) =>
    `Estos artículos los venden ${namesOf(groups, "es")}. A cada vendedor se le hace un pedido aparte.`,
  other_currency: ({ title, currency }) => `«${title}» tiene el precio en ${currency} y necesita un pedido aparte.`,
  not_priced_in: ({ priced }) => `Los precios de este pedido están en ${priced}.`,
  seller_and_currency_fixed: ({ sellerName, currency }) => `Este pedido es de ${sellerName} y está en ${currency}.`,
  given_on_page: () => "Esto se indicó en esta página y se puede cambiar aquí.",
  delivery_option_not_offered: ({ offeredIds }) =>
    offeredIds.length === 0
      ? "Indique primero su dirección de entrega."
      : "Esta forma de envío ya no se ofrece. Elija otra, por favor.",
};

import type { TranslatedCard } from "./card.ts";

const rejected: Readonly<Record<Parameters<TranslatedCard["codeNotUsed"]>[1], (code: string) => string>> = {
  unknown: (code) => `El código «${code}» no existe.`,
  expired: (code) => `El código «${code}» ha caducado.`,
  minimum_not_met: (code) => `El importe del pedido es demasiado bajo para el código «${code}».`,
  used_up: (code) => `El código «${code}» se ha agotado.`,
  wrong_currency: (code) => `El código «${code}» no es válido en esta moneda.`,
  not_combinable: (code) => `El código «${code}» no se puede combinar con el otro descuento.`,
  not_started: (code) => `El código «${code}» todavía no es válido.`,
  not_applicable: (code) => `El código «${code}» es para otros artículos o para una cantidad mayor.`,
  customer_limit: (code) =>
    `Ha usado el código «${code}» tantas veces como puede un cliente, o está pagando otro pedido con él.`,
  first_order_only: (code) => `El código «${code}» es solo para el primer pedido.`,
};

export const es: TranslatedCard = {
  missing: {
    delivery_address: "Falta una dirección de entrega.",
    delivery_option: "El vendedor no envía a esta dirección. Indique otra.",
    tax_address: "Se necesita su dirección, porque el impuesto depende de dónde vive. Allí no se envía nada.",
    exact_address:
      "El impuesto depende del lugar exacto y esta dirección no es suficiente. Revise el código postal y la región.",
    tax: "En este momento no se puede calcular el impuesto de este pedido. Inténtelo de nuevo en un minuto.",
    seller:
      "El vendedor no puede recibir pagos en este momento, por lo que este pedido aún no se puede pagar. Inténtelo de nuevo más tarde.",
  },
  codeNotUsed: (code, reason) => rejected[reason](code),
  named: (title) => `«${title}»`,
  awaited: (title, words) => `«${title}»: ${words}.`,
  addressGivenOnPage: () =>
    "La dirección de entrega se indicó en la página del vendedor. No se muestra aquí y solo se puede cambiar allí.",
  addressRemembered: () => "La dirección de entrega es la que esta tienda guardó para usted. Puede cambiarla.",
  includedTax: (amount, name) => `Los precios incluyen ${amount} de ${name}.`,
  deliveryTax: (amount, name) => `El envío incluye ${amount} de ${name}.`,
  lineDiscount: (title, amount, line) => `${title}: ${amount} de descuento en «${line}».`,
  totals: {
    items_base_amount: "Artículos",
    items_discount: "Ahorro",
    subtotal: "Subtotal",
    discount: "Descuento",
    fulfillment: "Envío",
    tax: "Impuestos",
    fee: "Recargo",
    total: "Total",
  },
  paymentFailed: (day) => `El pago hecho en la página de pago falló el ${day} y no se ha cobrado nada.`,
  locked: "No se ha cambiado nada: este pedido está pagado, cerrado o se está pagando.",
  givenOnPage: "Se indicó en la página del vendedor y solo se puede cambiar allí.",
  pre_order: (day) => (day === null ? "En preventa" : `Preventa, envío a partir del ${day}`),
  backorder: (day) => (day === null ? "Pendiente de reposición" : `Pendiente de reposición, envío a partir del ${day}`),
};

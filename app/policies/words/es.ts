import type { PolicyWords } from "./en.ts";

export const es: PolicyWords = {
  exampleTitle: "Un texto de ejemplo",
  exampleText:
    "Esta es una tienda de demostración. Antes de vender, sustituya esta página por su propio texto y haga que lo revisen para los países en los que venda.",
  isEnglish: "El texto está en inglés.",
  shipping: {
    introduction:
      "Antes de pagar se muestra lo que cuesta el envío a su dirección. Los precios están en la moneda del artículo. Donde se añade un impuesto a los precios, también puede añadirse al envío.",
    everywhereElse: "Resto del mundo",
    price: "Precio",
    priceFrom: "Desde",
    fewPlaces: "No a todas las direcciones: al finalizar la compra se ve si se ofrece para la suya.",
    freeFrom: "Gratis desde",
  },
};

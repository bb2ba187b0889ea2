import type { MissingDetail } from "../../../checkout/session.ts";
import type { ShownPart } from "../../../checkout/shown.ts";
import { counted } from "../../text-tables.ts";
import { amountText } from "./amount-text.ts";
import type { PaymentTexts } from "./en.ts";

const REFUSED_CARD = "Su banco ha rechazado esta tarjeta. Use otra, por favor.";

const missing: Readonly<Record<MissingDetail | "buyer_email", string>> = {
  delivery_address: "Hace falta una dirección de entrega.",
  delivery_option: "El vendedor no envía a esta dirección. Indique otra, por favor.",
  tax_address: "Hace falta su dirección, porque el impuesto depende de dónde se encuentre. Allí no se envía nada.",
  exact_address:
    "El impuesto depende del lugar exacto y esta dirección no basta. Revise el código postal y la provincia o el estado.",
  tax: "En este momento no se puede calcular el impuesto de este pedido. Inténtelo de nuevo dentro de un minuto.",
  seller:
    "El vendedor no puede recibir pagos en este momento, por lo que este pedido aún no se puede pagar. Inténtelo de nuevo más tarde.",
  buyer_email: "Hace falta un correo electrónico para el recibo.",
};

const parts: Readonly<Record<ShownPart, string>> = {
  lines: "artículos",
  delivery_address: "dirección de entrega",
  delivery: "envío",
  buyer: "datos de contacto",
  discount_codes: "códigos de descuento",
  total: "total",
};

export const es: PaymentTexts = {
  missingAtPayment: (detail) => `${missing[detail]} No se ha cobrado nada.`,
  declines: {
    insufficient_funds: "La tarjeta ha sido rechazada por falta de fondos. Use otra, por favor.",
    expired_card: "La tarjeta ha caducado. Use otra, por favor.",
    authentication_failed: "El banco no ha podido confirmar este pago. Inténtelo de nuevo o use otra tarjeta.",
    card_declined: REFUSED_CARD,
    suspected_fraud: REFUSED_CARD,
    other: REFUSED_CARD,
  },
  refusals: {
    still_checking:
      "Seguimos comprobando su pago. No pague otra vez; el estado del pedido mostrará el resultado en cuanto se conozca.",
    payment_in_progress:
      "Ya hay otro pago en curso para este pedido. No pague otra vez; consulte primero el estado del pedido.",
    token_invalid: "Esta autorización de pago ya no es válida y no se ha cobrado nada. Vuelva a iniciar el pago.",
    instant_unavailable:
      "Ahora no se puede pagar aquí y no se ha cobrado nada. Use la página de pago del vendedor, por favor.",
    payment_rejected:
      "No se ha podido pagar aquí y no se ha cobrado nada. Use la página de pago del vendedor, por favor.",
    provider_busy: "El servicio de pago está saturado y no se ha cobrado nada. Inténtelo de nuevo dentro de un minuto.",
    seller_not_ready:
      "El vendedor no puede recibir pagos en este momento y no se ha cobrado nada. Inténtelo de nuevo más tarde.",
    discount_used_up:
      "Un descuento ya no se aplica: se ha agotado o usted ya lo había usado. No se ha cobrado nada. Revise el nuevo total antes de pagar.",
    too_many_pages:
      "Tiene demasiados pedidos sin pagar abiertos y no se ha cobrado nada. Pague o cancele uno de ellos, o inténtelo de nuevo dentro de unos minutos.",
    closed: "Este pedido está cerrado y no se ha cobrado nada. Empiece uno nuevo, por favor.",
  },
  confirmAtBank: "Su banco le pide que confirme este pago.",
  amountNotTaken: amountText({
    too_low: (limit) =>
      `El total es demasiado bajo para pagarlo: el servicio de pago acepta ${limit} o más. No se ha cobrado nada. Añada un artículo o quite un código de descuento.`,
    too_high: (limit) =>
      `El total es demasiado alto para un solo pago: el servicio de pago acepta hasta ${limit}. No se ha cobrado nada. Divida la compra en dos pedidos.`,
    refused: "El servicio de pago no acepta este total y no se ha cobrado nada. Modifique el pedido, por favor.",
    not_exact:
      "El servicio de pago no puede cobrar exactamente este total en esta moneda y no se ha cobrado nada. Modifique el pedido, por favor.",
  }),
  changed: (changed) =>
    `El pedido ha cambiado desde que se mostró (${changed.map((part) => parts[part]).join(", ")}) y no se ha cobrado nada. Revíselo de nuevo antes de pagar.`,
  heldByOthers: (title) =>
    `Otros compradores están pagando ahora mismo las últimas unidades de «${title}» y no se ha cobrado nada. Inténtelo de nuevo dentro de unos minutos.`,
  noLongerSold: (title) => `«${title}» ya no está a la venta y no se ha cobrado nada.`,
  priceRaised: (title) =>
    `El precio de «${title}» ha subido y no se ha cobrado nada. Revise el nuevo total antes de pagar.`,
  soldOut: (title, left) =>
    left > 0
      ? `${counted({ one: "Solo queda {count} unidad", other: "Solo quedan {count} unidades" }, left, "es")} de «${title}» y no se ha cobrado nada.`
      : `«${title}» se acaba de agotar y no se ha cobrado nada.`,
};

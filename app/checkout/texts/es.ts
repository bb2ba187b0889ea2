import { es as problems } from "#lib/wire/texts/problems/es.ts";
import type { RejectedDiscount } from "#lib/checkout/session.ts";
import type { BuyerTaxId } from "#lib/checkout/taxes/tax-id.ts";
import type { CheckoutTexts } from "./en.ts";

const REJECTED: Readonly<Record<RejectedDiscount["reason"], string>> = {
  unknown: "ese código no existe",
  expired: "ha caducado",
  minimum_not_met: "el pedido no llega al importe mínimo",
  used_up: "se ha agotado",
  wrong_currency: "no se aplica en esta moneda",
  not_combinable: "no se puede combinar con el otro descuento",
  not_started: "todavía no se puede usar",
  not_applicable: "es para otros artículos o para más unidades",
  customer_limit: "ya lo ha usado tantas veces como puede un cliente, o está pagando otro pedido con él",
  first_order_only: "es para el primer pedido de un cliente",
};

const VAT_CHECKS: Readonly<Record<BuyerTaxId["check"], string>> = {
  form: "",
  valid: "",
  invalid:
    ". VIES, el registro de la Unión Europea, no tiene este número, así que se cobra el IVA. Revíselo, por favor.",
  unknown:
    ". Ahora mismo no se ha podido comprobar, así que se cobra el IVA. Para que se compruebe de nuevo, elija «Cambiar» y después «Continuar».",
};

export const es: CheckoutTexts = {
  checkout: "Finalizar compra",
  yourOrder: "Su pedido",
  soldBy: (seller) => `Vendido por ${seller}`,
  changeOrder: "Cambiar los artículos o añadir un código de descuento",
  oneLess: (title) => `Uno menos: ${title}`,
  units: "Cantidad",
  oneMore: (title) => `Uno más: ${title}`,
  remove: "Quitar",
  leave: "No se cobra nada antes de pagar. Puede cerrar esta página cuando quiera.",
  items: { one: "{count} artículo", other: "{count} artículos" },

  contact: "Contacto",
  contactAndAddress: "Contacto y dirección de entrega",
  contactAndBilling: "Contacto y dirección de facturación",
  deliveryAddress: "Dirección de entrega",
  fillIn: {
    contact: "Indique sus datos de contacto antes de pagar.",
    contactAndAddress: "Indique sus datos de contacto y la dirección de entrega antes de pagar.",
    contactAndBilling: "Indique sus datos de contacto y la dirección de facturación antes de pagar.",
  },
  allFilledIn: "Los datos están completos.",
  change: "Cambiar",
  didYouMean: (email) => `¿Quería decir ${email}? Si es así, cámbielo antes de pagar.`,
  vatNumber: (number, check) => `NIF-IVA ${number}${VAT_CHECKS[check]}`,
  shownInPart: "Se muestra en parte, porque el enlace por sí solo no nos dice que sea usted.",
  openedElsewhere: "Este pedido se abrió en otro navegador y solo se puede cambiar allí. Aun así, puede pagarlo aquí.",
  openedElsewhereNotReady:
    "Este pedido se abrió en otro navegador y los datos se escriben allí. Cuando estén completos, podrá pagarlo aquí.",
  placedElsewhere: "Este pedido se abrió en otro navegador. No hay nada que pagar y solo se puede confirmar allí.",
  isRemembered: "Recordado de un pedido anterior.",
  forgetDetails: "Olvidar estos datos",
  changeContact: "el contacto y la dirección",
  details: {
    fixFields: { one: "Corrija un campo, por favor", other: "Corrija {count} campos, por favor" },
    email: "Correo electrónico",
    emailHint: "Para el recibo.",
    name: "Nombre y apellidos",
    country: "País",
    chooseCountry: "Elija un país",
    countryHint: "No todos los países usan todos los campos siguientes.",
    chooseRegion: "Elija",
    line_one: "Dirección",
    forCompany: "¿Compra para una empresa?",
    company: "Empresa",
    vat_number: "NIF-IVA",
    vatHint: "Con el código del país, por ejemplo ESB58378431.",
    line_two: "Piso, puerta",
    city: "Ciudad",
    state: "Estado, provincia o región",
    postal_code: "Código postal",
    parts: {
      area: "Zona",
      county: "Condado",
      department: "Departamento",
      district: "Distrito",
      do_si: "Provincia o ciudad",
      emirate: "Emirato",
      island: "Isla",
      oblast: "Óblast",
      parish: "Parroquia",
      prefecture: "Prefectura",
      province: "Provincia",
      region: "Región",
      state: "Estado",
      eircode: "Eircode",
      pin: "Código PIN",
      postal: "Código postal",
      postcode: "Código postal",
      zip: "Código ZIP",
      city: "Ciudad",
      suburb: "Localidad",
      post_town: "Localidad",
    },
    phone_number: "Teléfono",
    phoneForCarrier: "Para el transportista.",
    phoneForQuestions: "Por si tenemos alguna pregunta.",
    suggestions: {
      title: "Direcciones sugeridas",
      found: { one: "{count} dirección sugerida", other: "{count} direcciones sugeridas" },
      filled: "Se ha rellenado la dirección. Compruébela, por favor.",
      failed: "No se ha podido consultar esa dirección. Escríbala, por favor.",
      by: (service) => `Sugerencias de ${service}`,
      simulated: "SIMULADO: estas direcciones son inventadas.",
    },
    optional: "(opcional)",
    remember: "Recordar estos datos para mi próximo pedido a este vendedor en el chat",
    continue: "Continuar",
    continuing: "Continuar…",
    keep: "Dejar como está",
    keepsEmpty: "Lo que deje vacío queda como está. Para cambiar la dirección, rellénela entera.",
    openedElsewhere:
      "Este pedido se abrió en otro navegador y solo se puede cambiar allí. Lo que ha escrito aquí no se ha guardado.",
  },

  discountCode: "Código de descuento",
  apply: "Aplicar",
  codeNotUsed: (code, reason) => `El código ${code} no se ha aplicado: ${REJECTED[reason]}.`,
  removeCode: "quitar este código",

  deliveryDays: (first, last) => (first === last ? first : `Del ${first} al ${last}`),
  free: "Gratis",
  pay: (total) => `Pagar ${total}`,
  placeOrder: "Hacer el pedido",
  nothingToPay: "No hay nada que pagar: su descuento cubre todo el importe.",
  payOnService: "El pago se hace en la página segura del servicio de pago y después vuelve aquí.",
  payOnSimulated: (service) => `El pago se hace en la página de ${service}. Es una simulación, sin dinero real.`,
  consent: (seller) => `Al hacer el pedido se aceptan las condiciones y las reglas de devolución de ${seller}.`,
  orderForm: {
    delivery: "Envío",
    payment: "Pago",
    updateTotal: "Actualizar el total",
    updating: "Actualizando…",
  },

  confirmTitle: "Su banco le pide que confirme este pago",
  confirmText: "El pago que inició en ChatGPT se hará en cuanto lo confirme. Antes no se cobra nada.",
  notPaidYetTitle: "Todavía no ha pagado",
  notPaidYetText: (total) =>
    `La página de pago de este pedido está abierta. Continúe allí para pagar ${total} o cambie el pedido; en ese caso, la página de pago se cerrará.`,
  notPaidYetElsewhere: (total) => `La página de pago de este pedido está abierta. Continúe allí para pagar ${total}.`,
  openPayment: {
    continue: "Continuar al pago",
    confirm: "Confirmar en su banco",
    change: "Cambiar el pedido",
    payAnotherWay: "No confirmar, pagar de otra forma",
  },
  checkingTitle: "Seguimos comprobando su pago",
  checkingText:
    "No pague otra vez, por favor. El servicio de pago aún no ha confirmado qué ha pasado con el pago. Esta página vuelve a comprobarlo sola.",

  paymentFailed: (day) => `Su pago falló el ${day} y no se cobró nada.`,
  payAgain: "Puede pagar de nuevo, también de otra forma.",
  expiredTitle: "Esta compra ha caducado",
  expiredText: "Los precios solo se mantienen unas horas. No se ha cobrado nada.",
  canceledTitle: "Esta compra se ha cancelado",
  canceledText: "No se ha cobrado nada.",
  buyAgain: "Para comprar estos artículos, vuelva al chat y pida un nuevo enlace de pago.",
  notSelling: {
    paused: (seller) =>
      `${seller} no vende en este momento, por lo que este pedido no se puede pagar. No se ha cobrado nada. Inténtelo de nuevo más tarde.`,
    left: (seller) => `${seller} ya no vende aquí, por lo que este pedido no se puede pagar. No se ha cobrado nada.`,
  },

  missing: {
    delivery_address: "Hace falta una dirección de entrega.",
    delivery_option: "El vendedor no envía a esta dirección. Indique otra, por favor.",
    tax_address: "Hace falta su dirección, porque el impuesto depende de dónde se encuentre.",
    exact_address: "El impuesto depende del lugar exacto. Revise el código postal y la provincia o el estado.",
    tax: "En este momento no se puede calcular el impuesto de este pedido. Vuelva a cargar esta página dentro de un minuto.",
    seller:
      "El vendedor no puede recibir pagos en este momento, por lo que este pedido aún no se puede pagar. Inténtelo de nuevo más tarde.",
  },
  problems,
  stopped: {
    totalChanged: (total) => `El total es ahora ${total}. Revíselo y después pague.`,
    stillChecking:
      "El servicio de pago aún no ha respondido, así que el pedido queda como está. Inténtelo de nuevo en un momento.",
    pageNotOpened: "No se ha podido abrir la página de pago y no se ha cobrado nada. Inténtelo de nuevo más tarde.",
    emailRefused: "El servicio de pago no acepta este correo electrónico y no se ha cobrado nada. Revíselo, por favor.",
    openedElsewhere:
      "Este pedido se abrió en otro navegador y solo se puede cambiar allí, así que no se ha cambiado nada. Aun así, puede pagarlo aquí.",
    codeNotUsed: (code) => `El código ${code} no se ha aplicado; el motivo está al lado. Aun así, puede pagar.`,
  },

  yourPayment: "Su pago",
  paid: "Gracias. Su pedido está pagado.",
  placed: "Gracias. Su pedido está hecho.",
  orderPage: "La página de su pedido, para guardar o imprimir",
  notPaid: "No pagado",
  notPaidText: "No se ha pagado ni cobrado nada. El pedido sigue ahí.",
  backToCheckout: "Volver al pedido",

  payment: "Pago",
  backToOrder: "Volver al pedido",
  paymentForm: {
    title: "Formulario de pago",
    loading:
      "El formulario de pago se está cargando. Necesita JavaScript; sin él, pague en la página del servicio de pago.",
    failedTitle: "No se ha podido mostrar el formulario de pago",
    failedText: "No se ha cobrado nada. Pague en la página del servicio de pago, por favor.",
  },
  servicePage: {
    question: "¿No aparece el formulario?",
    open: "Pagar en la página del servicio de pago",
  },
};

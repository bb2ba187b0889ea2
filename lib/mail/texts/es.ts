import type { MailTexts } from "./en.ts";

export const es: MailTexts = {
  testSubject: (subject) => `[Prueba] ${subject}`,
  testTitle: "Pedido de prueba",
  testText: "No se ha pagado dinero real y no se enviará nada.",

  viewOrder: "Ver el pedido",
  moreItems: { one: "y {count} artículo más", other: "y {count} artículos más" },
  itemsAt: (quantity, price) => `${quantity} × ${price}`,
  regularPrice: (price) => `Precio habitual ${price}`,
  itemsTotal: "Artículos",
  saleSavings: "Ahorro",
  soldBy: (seller) => `Vendido por ${seller}`,
  policies: { returns: "Devoluciones", terms: "Condiciones" },
  delivery: "Envío",
  deliveryBy: (service, carrier) => `${service}, ${carrier}`,
  free: "Gratis",
  tax: "Impuestos",
  fee: "Recargo",
  total: "Total",
  pricesInclude: (tax) => `Incluido en los precios: ${tax}`,
  deliveryIncludes: (tax) => `Incluido en el envío: ${tax}`,
  reverseCharge: "Inversión del sujeto pasivo: el destinatario liquida el IVA.",
  vatNumber: (number) => `NIF-IVA ${number}`,
  deliveryAddress: "Dirección de entrega",
  billingAddress: "Dirección de facturación",
  expected: (first, last) => `Entrega prevista del ${first} al ${last}`,
  footer: (seller) => `Recibe este mensaje porque ha comprado en ${seller}.`,

  order_placed: {
    subject: (seller, number) => `Su pedido ${number} en ${seller}`,
    heading: "Gracias por su pedido",
    text: (seller, number, amount) => `Su pedido ${number} y su pago de ${amount} han llegado a ${seller}.`,
    textOfNothing: (seller, number) => `Su pedido ${number} ha llegado a ${seller}. No había nada que pagar.`,
  },
  order_canceled: {
    subject: (number) => `Su pedido ${number} se ha cancelado`,
    heading: "Su pedido se ha cancelado",
    text: (seller, number) =>
      `Su pedido ${number} ha sido cancelado por ${seller}. No ha pagado nada por él y no se enviará nada. Si usó un código, puede usarlo de nuevo.`,
  },
  order_shipped: {
    subject: (number) => `Su pedido ${number} está en camino`,
    subjectPart: (number) => `Una parte de su pedido ${number} está en camino`,
    heading: "En camino",
    headingPart: "Una parte de su pedido está en camino",
    text: (number, carrier) =>
      carrier === null
        ? `Le hemos enviado estos artículos de su pedido ${number}.`
        : `Hemos entregado a ${carrier} estos artículos de su pedido ${number}.`,
    stillToCome: "El resto de su pedido llegará después.",
    tracking: "Número de seguimiento",
    track: "Seguir el envío",
  },
  order_delivered: {
    subject: (number) => `Su pedido ${number} se ha entregado`,
    subjectPart: (number) => `Una parte de su pedido ${number} se ha entregado`,
    heading: "Entregado",
    headingPart: "Una parte de su pedido se ha entregado",
    text: (number, carrier) =>
      carrier === null
        ? `Se han entregado estos artículos de su pedido ${number}.`
        : `${carrier} ha entregado estos artículos de su pedido ${number}.`,
    missing: "Si falta algo o está dañado, responda a este mensaje.",
    stillToCome: "El resto de su pedido llegará después.",
  },
  refund_made: {
    subject: (amount, number) => `Su reembolso de ${amount} del pedido ${number}`,
    heading: (amount) => `Hemos reembolsado ${amount}`,
    text: (number) =>
      `El reembolso del pedido ${number} llegará a la tarjeta o cuenta con la que pagó. Los bancos suelen tardar de 5 a 10 días en mostrarlo.`,
  },
  refund_failed: {
    subject: (number) => `Un reembolso del pedido ${number} no le ha llegado`,
    heading: "Un reembolso no le ha llegado",
    text: (amount, number, seller) =>
      `Su banco ha devuelto el reembolso de ${amount} del pedido ${number}: es posible que la tarjeta o la cuenta esté cerrada. El dinero sigue siendo suyo y lo recibirá de ${seller} de otra forma.`,
    reply: "Responda a este mensaje si quiere indicar adónde enviarlo.",
  },
  debit_failed: {
    subject: (seller) => `Su pago a ${seller} no se ha realizado`,
    heading: "Su pago no se ha realizado",
    text: (amount, seller) =>
      `Su banco no ha pagado ${amount} a ${seller}. No se le ha cobrado nada y no hay ningún pedido.`,
    open: "Su cesta sigue ahí. Puede pagar de otra forma:",
    pay: "Volver al pago",
    closed: "El pago ya está cerrado. Haga el pedido de nuevo si todavía quiere estos artículos.",
    footer: (seller) => `Recibe este mensaje porque quería comprar en ${seller}.`,
  },
};

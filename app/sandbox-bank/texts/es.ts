import type { BankTexts } from "./en.ts";

/** The sandbox bank in Spanish. */
export const es: BankTexts = {
  name: "Banco de pruebas",
  simulated: "SIMULADO. Banco de pruebas: no se mueve dinero real.",
  paymentTo: (seller) => `Pago a ${seller}`,
  paidTitle: "Este pago se ha realizado",
  paidText: "Aquí no se puede realizar por segunda vez.",
  closedTitle: "Esta página de pago se ha cerrado",
  closedText: "La tienda la ha cancelado y aquí no se ha cobrado nada.",
  backToShop: "Volver a la tienda",
  declinedTitle: "La tarjeta ha sido rechazada",
  declinedText: "No se ha cobrado nada. Puede probar con otra tarjeta.",
  explanation:
    "Un banco real pediría aquí una tarjeta. Este le pregunta qué debe ocurrir, para que pueda probar la tienda.",
  pay: (amount) => `Pagar ${amount}`,
  decline: "Usar una tarjeta que se rechaza",
  leave: "Salir sin pagar",
  payTwice: "Dejar que el banco cobre dos veces por error",
  payTwiceText: "La tienda debe darse cuenta y reembolsar el segundo pago.",
  confirmTitle: "Confirmar un pago con tarjeta (3-D Secure)",
  confirmText:
    "Está a punto de pagar este importe con su tarjeta. ¿Es usted? No se cobra nada antes de que lo confirme.",
  approve: "Aprobar este pago",
  refuse: "Rechazarlo",
  approvedTitle: "Ha aprobado este pago",
  approvedText: "El chat continúa por sí solo: vuelva a su pestaña.",
  ledgerTitle: (order) => `Pedido ${order} en los libros del banco`,
  ledgerText:
    "Estos son los libros del banco de pruebas, aparte de los de la tienda. Un segundo cobro debe haberse devuelto.",
  noCharge: "No se ha cobrado nada por este pedido.",
  chargeState: {
    captured: "Cobrado",
    refunded: "Cobrado y devuelto por completo",
    partially_refunded: "Cobrado y devuelto en parte",
    declined: "Rechazado",
  },
  refund: "Devuelto",
  net: "Pagado al final",
  backToOrder: "Volver al pedido",
  refusedTitle: "Ha rechazado este pago",
  refusedText: "No se ha cobrado nada. El chat continúa por sí solo: vuelva a su pestaña.",
  canceledTitle: "Este pago se ha cancelado",
  canceledText: "La tienda ya no lo pide y no se ha cobrado nada.",
};

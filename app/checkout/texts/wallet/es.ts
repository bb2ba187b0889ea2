import type { WalletTexts } from "./en.ts";

export const es: WalletTexts = {
  title: "Pagar con un monedero digital",
  or: "o",
  unavailable:
    "Este monedero no se puede usar ahora para este pedido y no se ha cobrado nada. Pague con el botón de abajo.",
  unavailableYet:
    "Este monedero no se puede usar ahora para este pedido y no se ha cobrado nada. Rellene el formulario de abajo.",
  gives: {
    email: "Su monedero facilita su correo electrónico. Allí ve el total antes de confirmar.",
    person: "Su monedero facilita su nombre y su correo electrónico. Allí ve el total antes de confirmar.",
    address:
      "Su monedero facilita su nombre, su correo electrónico y su dirección. Allí ve el total antes de confirmar.",
  },
  mayCostLess:
    "Algunos descuentos requieren su correo electrónico. Si le corresponde uno, al principio no se cobra nada: esta página muestra el total más bajo y usted pulsa otra vez.",
  deliveryOfAll: "Entrega de todos los vendedores",
  says: {
    paying: "El pago con el monedero está en curso. No pague otra vez y deje esta página abierta.",
    updating: "Esta página todavía se está actualizando. Vuelva a elegir el monedero dentro de un momento.",
    applying: "Primero se aplica su código de descuento. Compruebe el total y vuelva a elegir el monedero.",
    slow: "El pago tarda más de lo habitual. No pague otra vez: esta página dirá qué ha pasado.",
    undelivered:
      "Este pedido no se puede enviar allí con el monedero. Elija en él otra dirección o rellene el formulario de abajo.",
    unanswered:
      "Ahora no se ha podido calcular el total para esa dirección. Vuelva a elegir el monedero dentro de un momento o rellene el formulario de abajo.",
  },
  confirmText: "El pago que inició con su monedero se hará en cuanto lo confirme. Antes no se cobra nada.",
  sandbox: {
    open: "Monedero de prueba (simulado)",
    title: "Monedero de prueba",
    simulated: "SIMULACIÓN. No se mueve dinero real. Elija una tarjeta para ver qué ocurre.",
    amount: (total, seller) => `${total} a ${seller}`,
    address: "Enviar a",
    delivery: "Entrega",
    undelivered: "Allí no se entrega nada. Elija otra dirección.",
    working: "Calculando el total…",
    cards: {
      ok: "Una tarjeta que se acepta",
      declined: "Una tarjeta que se rechaza",
      "3ds": "Una tarjeta que el banco pide confirmar",
      timeout_captured: "Una tarjeta cuya respuesta se pierde",
    },
    cancel: "Cancelar",
  },
};

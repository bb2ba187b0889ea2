import type { WalletTexts } from "./en.ts";

export const es: WalletTexts = {
  title: "Pagar con un monedero digital",
  or: "o",
  unavailable:
    "Este monedero no se puede usar ahora para este pedido y no se ha cobrado nada. Pague con el botón de abajo.",
  says: {
    paying: "El pago con el monedero está en curso. No pague otra vez y deje esta página abierta.",
    updating: "Esta página todavía se está actualizando. Vuelva a elegir el monedero dentro de un momento.",
    applying: "Primero se aplica su código de descuento. Compruebe el total y vuelva a elegir el monedero.",
    slow: "El pago tarda más de lo habitual. No pague otra vez: esta página dirá qué ha pasado.",
  },
  confirmText: "El pago que inició con su monedero se hará en cuanto lo confirme. Antes no se cobra nada.",
  sandbox: {
    open: "Monedero de prueba (simulado)",
    title: "Monedero de prueba",
    simulated: "SIMULACIÓN. No se mueve dinero real. Elige una tarjeta para ver qué ocurre.",
    amount: (total, seller) => `${total} a ${seller}`,
    cards: {
      ok: "Una tarjeta que se acepta",
      declined: "Una tarjeta que se rechaza",
      "3ds": "Una tarjeta que el banco pide confirmar",
      timeout_captured: "Una tarjeta cuya respuesta se pierde",
    },
    cancel: "Cancelar",
  },
};

import type { WalletTexts } from "./en.ts";

export const es: WalletTexts = {
  title: "Pagar con un monedero digital",
  or: "o",
  unavailable:
    "Este monedero no se puede usar ahora para este pedido y no se ha cobrado nada. Paga con el botón de abajo.",
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

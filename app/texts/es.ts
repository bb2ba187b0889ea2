import type { ErrorTexts } from "./en.ts";

export const es: ErrorTexts = {
  notFound: "No encontrado",
  noSuchPage: "Esta página no existe",
  noSuchPageText:
    "Puede que la dirección esté incompleta. Si viene de un chat, vuelva a él y abra de nuevo el pago o el pedido.",

  wrong: "Algo ha salido mal",
  wrongOnOurSide: "Algo ha salido mal por nuestra parte",
  notChargedTwice: "No se le cobrará dos veces si lo intenta de nuevo.",
  ifYouWerePaying: "Si estaba pagando, vuelva a cargar la página para ver qué ha pasado con el pago.",
  reload: "Volver a cargar la página",
};

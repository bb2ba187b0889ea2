import type { ErrorTexts } from "./en.ts";

export const it: ErrorTexts = {
  notFound: "Non trovato",
  noSuchPage: "Questa pagina non esiste",
  noSuchPageText:
    "L’indirizzo potrebbe essere incompleto. Se vieni da una chat, torna lì e riapri il pagamento o l’ordine.",

  wrong: "Qualcosa è andato storto",
  wrongOnOurSide: "Qualcosa è andato storto da parte nostra",
  notChargedTwice: "Se riprovi, non ti verrà addebitato due volte.",
  ifYouWerePaying: "Se stavi pagando, ricarica la pagina per vedere che cosa ne è stato del pagamento.",
  reload: "Ricarica la pagina",
};

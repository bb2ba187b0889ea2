import type { PolicyWords } from "./en.ts";

export const it: PolicyWords = {
  exampleTitle: "Un testo di esempio",
  exampleText:
    "Questo è un negozio dimostrativo. Prima di vendere, sostituisci questa pagina con il tuo testo e fallo controllare per i Paesi in cui vendi.",
  isEnglish: "Il testo è in inglese.",
  shipping: {
    introduction:
      "Prima del pagamento si vede quanto costa la spedizione al tuo indirizzo. I prezzi sono nella valuta dell’articolo. Dove un’imposta si aggiunge ai prezzi, può aggiungersi anche alla spedizione.",
    everywhereElse: "In tutti gli altri Paesi",
    price: "Prezzo",
    priceFrom: "Da",
    fewPlaces: "Non a tutti gli indirizzi: al momento dell’ordine si vede se è disponibile per il tuo.",
    freeFrom: "Gratis da",
  },
};

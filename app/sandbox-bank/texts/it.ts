import type { BankTexts } from "./en.ts";

/** The sandbox bank in Italian. */
export const it: BankTexts = {
  name: "Banca di prova",
  simulated: "SIMULAZIONE. Banca di prova: non si muove denaro reale.",
  paymentTo: (seller) => `Pagamento a ${seller}`,
  paidTitle: "Questo pagamento è stato effettuato",
  paidText: "Qui non può essere effettuato una seconda volta.",
  closedTitle: "Questa pagina di pagamento è stata chiusa",
  closedText: "Il negozio l’ha annullata e qui non è stato addebitato nulla.",
  backToShop: "Torna al negozio",
  declinedTitle: "La carta è stata rifiutata",
  declinedText: "Non è stato addebitato nulla. Puoi provare con un’altra carta.",
  explanation:
    "Una banca vera qui chiederebbe una carta. Questa ti chiede che cosa deve succedere, così puoi provare il negozio.",
  pay: (amount) => `Paga ${amount}`,
  decline: "Usa una carta che viene rifiutata",
  leave: "Esci senza pagare",
  payTwice: "Lascia che la banca addebiti due volte per errore",
  payTwiceText: "Il negozio deve accorgersene e rimborsare il secondo pagamento.",
  confirmTitle: "Conferma un pagamento con carta (3-D Secure)",
  confirmText:
    "Stai per pagare questo importo con la tua carta. Sei tu? Prima della tua conferma non viene addebitato nulla.",
  approve: "Approva questo pagamento",
  refuse: "Rifiutalo",
  approvedTitle: "Hai approvato questo pagamento",
  approvedText: "La chat prosegue da sola: torna alla sua scheda.",
  ledgerTitle: (order) => `Ordine ${order} nei registri della banca`,
  ledgerText:
    "Questi sono i registri della banca di prova, separati da quelli del negozio. Un secondo addebito deve essere stato restituito.",
  noCharge: "Per questo ordine non è stato addebitato nulla.",
  chargeState: {
    captured: "Addebitato",
    refunded: "Addebitato e restituito per intero",
    partially_refunded: "Addebitato e restituito in parte",
    declined: "Rifiutato",
  },
  refund: "Restituito",
  net: "Pagato alla fine",
  backToOrder: "Torna all’ordine",
  refusedTitle: "Hai rifiutato questo pagamento",
  refusedText: "Non è stato addebitato nulla. La chat prosegue da sola: torna alla sua scheda.",
  canceledTitle: "Questo pagamento è stato annullato",
  canceledText: "Il negozio non lo chiede più e non è stato addebitato nulla.",
};

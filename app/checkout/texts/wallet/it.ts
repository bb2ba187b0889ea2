import type { WalletTexts } from "./en.ts";

export const it: WalletTexts = {
  title: "Paga con un portafoglio digitale",
  or: "oppure",
  unavailable:
    "Al momento questo portafoglio non può essere usato per questo ordine e non è stato addebitato nulla. Paga con il pulsante sottostante.",
  unavailableYet:
    "Al momento questo portafoglio non può essere usato per questo ordine e non è stato addebitato nulla. Compila il modulo sottostante.",
  gives: {
    email: "Il tuo portafoglio fornisce la tua e-mail. Lì vedi il totale prima di confermare.",
    person: "Il tuo portafoglio fornisce il tuo nome e la tua e-mail. Lì vedi il totale prima di confermare.",
    address:
      "Il tuo portafoglio fornisce il tuo nome, la tua e-mail e il tuo indirizzo. Lì vedi il totale prima di confermare.",
  },
  mayCostLess:
    "Alcuni sconti richiedono la tua e-mail. Se uno vale per te, all’inizio non viene addebitato nulla: questa pagina mostra il totale più basso e premi ancora una volta.",
  deliveryOfAll: "Consegna da tutti i venditori",
  says: {
    paying: "Il pagamento con il portafoglio è in corso. Non pagare di nuovo e lascia aperta questa pagina.",
    updating: "Questa pagina si sta ancora aggiornando. Scegli di nuovo il portafoglio tra un momento.",
    applying: "Prima viene applicato il tuo codice sconto. Controlla il totale, poi scegli di nuovo il portafoglio.",
    slow: "Il pagamento richiede più tempo del solito. Non pagare di nuovo: questa pagina ti dirà com’è andata.",
    undelivered:
      "Questo ordine non può essere spedito lì con il portafoglio. Scegli un altro indirizzo nel portafoglio o compila il modulo sottostante.",
    unanswered:
      "Al momento non è stato possibile calcolare il totale per quell’indirizzo. Scegli di nuovo il portafoglio tra un momento o compila il modulo sottostante.",
  },
  confirmText:
    "Il pagamento iniziato con il tuo portafoglio sarà eseguito appena lo confermi. Prima non viene addebitato nulla.",
  sandbox: {
    open: "Portafoglio di prova (simulato)",
    title: "Portafoglio di prova",
    simulated: "SIMULAZIONE. Non si muove denaro reale. Scegli una carta per vedere che cosa succede.",
    amount: (total, seller) => `${total} a ${seller}`,
    address: "Spedisci a",
    delivery: "Consegna",
    undelivered: "Lì non viene consegnato nulla. Scegli un altro indirizzo.",
    working: "Calcolo del totale…",
    cards: {
      ok: "Una carta che viene accettata",
      declined: "Una carta che viene rifiutata",
      "3ds": "Una carta che la banca chiede di confermare",
      timeout_captured: "Una carta la cui risposta va persa",
    },
    cancel: "Annulla",
  },
};

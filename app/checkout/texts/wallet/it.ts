import type { WalletTexts } from "./en.ts";

export const it: WalletTexts = {
  title: "Paga con un portafoglio digitale",
  or: "oppure",
  unavailable:
    "Al momento questo portafoglio non può essere usato per questo ordine e non è stato addebitato nulla. Paga con il pulsante sottostante.",
  sandbox: {
    open: "Portafoglio di prova (simulato)",
    title: "Portafoglio di prova",
    simulated: "SIMULAZIONE. Non si muove denaro reale. Scegli una carta per vedere che cosa succede.",
    amount: (total, seller) => `${total} a ${seller}`,
    cards: {
      ok: "Una carta che viene accettata",
      declined: "Una carta che viene rifiutata",
      "3ds": "Una carta che la banca chiede di confermare",
      timeout_captured: "Una carta la cui risposta va persa",
    },
    cancel: "Annulla",
  },
};

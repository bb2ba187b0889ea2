import type { RefusalTexts } from "./en.ts";

export const it: RefusalTexts = {
  400: {
    title: "Richiesta non valida",
    text: "Questo indirizzo o questa richiesta non si può leggere. Torna indietro e riprova il link.",
  },
  403: {
    title: "Non da qui",
    text: "Questo modulo è stato inviato da un altro sito. Apri la pagina qui e invialo di nuovo.",
  },
  404: { title: "Non trovato", text: "A questo indirizzo non c’è nessuna pagina." },
  405: { title: "Metodo non consentito", text: "Questo indirizzo non accetta richieste di questo tipo." },
  408: { title: "Troppo lento", text: "La richiesta ha impiegato troppo tempo ad arrivare. Torna indietro e riprova." },
  413: { title: "Troppo grande", text: "Quello che è stato inviato è troppo lungo per questo indirizzo." },
  414: { title: "Indirizzo troppo lungo", text: "L’indirizzo è troppo lungo. Torna indietro e riprova il link." },
  429: {
    title: "Troppe richieste",
    text: "Ci sono state troppe richieste in poco tempo. Attendi un momento e riprova.",
  },
  431: {
    title: "Intestazioni troppo lunghe",
    text: "Le intestazioni della richiesta sono troppo lunghe. Cancellare i cookie di questo sito aiuta.",
  },
  500: {
    title: "Qualcosa è andato storto",
    text: "Il negozio non ha potuto rispondere. Riprova tra un momento: nulla viene addebitato due volte.",
  },
  501: { title: "Non compreso", text: "La richiesta è codificata in un modo che questo negozio non legge." },
  503: { title: "Non ancora pronto", text: "Il negozio si sta avviando o arrestando. Riprova tra un momento." },
  505: { title: "Versione non supportata", text: "Questo negozio risponde in HTTP/1.1." },
  toTheShop: "Vai al negozio",
};

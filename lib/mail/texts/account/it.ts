import type { AccountTexts } from "./en.ts";

export const it: AccountTexts = {
  subject: "Il tuo conto presso il servizio di pagamento ha bisogno di te",
  text: "Senza quanto elencato qui, il servizio di pagamento potrebbe smettere di pagarti e i tuoi articoli non sarebbero più in vendita.",
  textRestricted:
    "Finché il servizio di pagamento non riceve quanto elencato qui, potrebbe non pagarti e i tuoi articoli potrebbero non essere in vendita.",
  wanted: "Il servizio di pagamento chiede",
  restricted: "Il conto è limitato",
  until: (what, time) => `${what}, entro il ${time}`,
  overdue: (what) => `${what}, in ritardo`,
  where:
    "Rispondi presso il servizio di pagamento oppure chiedi un link a chi gestisce il negozio. Nessun link viene inviato per e-mail.",
  footer: (shop) => `Ricevi questo messaggio perché vendi su ${shop}.`,
  testTitle: "Modalità di prova",
  testText: "Questo negozio non incassa denaro reale.",
  question: (what) => `Un’altra domanda: ${what}`,
  kinds: {
    identity: "La tua identità",
    document: "Un documento che attesti la tua identità",
    bank_account: "Un conto bancario per il tuo denaro, o una sua prova",
    id_number: "Un codice fiscale o di identità",
    address: "Un indirizzo",
    birth: "Una data di nascita",
    name: "Un nome",
    contact: "Un indirizzo e-mail o un numero di telefono",
    company: "Informazioni sulla tua azienda",
    people: "Chi possiede, dirige o rappresenta la tua azienda",
    terms: "La tua accettazione delle condizioni del servizio",
  },
  reasons: {
    overdue: "Qualcosa che è stato chiesto è in ritardo.",
    checking: "Le tue risposte sono ancora in verifica.",
    answers: "Mancano delle risposte.",
    rejected: "Il conto è stato rifiutato.",
    gone: "Il conto non è più collegato a questo negozio.",
    other: "Il servizio di pagamento non dà un motivo che si possa indicare qui.",
  },
};

import type { PlanTexts } from "./en.ts";

export const it: PlanTexts = {
  pageTitle: "Abbonati",
  price: (price, interval) => (interval === "month" ? `${price} al mese` : `${price} all’anno`),
  renewal: (interval) =>
    interval === "month"
      ? "Addebitato ora e poi ogni mese finché non disdici. Ciò che hai pagato resta tuo fino alla scadenza."
      : "Addebitato ora e poi ogni anno finché non disdici. Ciò che hai pagato resta tuo fino alla scadenza.",
  email: "E-mail",
  emailHint: "Per le ricevute.",
  subscribe: "Abbonati",
  problems: {
    email: "Inserisci l’indirizzo e-mail nella forma nome@example.com.",
    price: "Il prezzo è cambiato. Controllalo prima di abbonarti.",
    already_subscribed: "Esiste già un abbonamento a questo piano. Non è stato addebitato nulla.",
    still_checking: "Il servizio di pagamento non ha ancora confermato un tentativo precedente. Riprova più tardi.",
    rejected: "Non è stato possibile aprire la pagina di pagamento e non è stato addebitato nulla. Riprova più tardi.",
  },

  donePageTitle: "Il tuo abbonamento",
  titles: {
    pending: "Stiamo ancora verificando il tuo pagamento",
    active: "Grazie. Il tuo abbonamento è attivo.",
    past_due: "Il tuo ultimo pagamento non è riuscito",
    ended: "Nessun abbonamento",
  },
  state: {
    pending: (plan) =>
      `${plan}: non pagare di nuovo. Il servizio di pagamento non ha ancora confermato il tuo pagamento.`,
    active: (plan, until) => `${plan}: pagato fino al ${until}.`,
    past_due: (plan, until) => `${plan}: pagato fino al ${until}. Il servizio di pagamento riproverà e ti scriverà.`,
    ended: (plan, until) =>
      until === null
        ? `${plan}: non è stato pagato nulla e non verrà addebitato nulla.`
        : `${plan}: terminato il ${until}.`,
  },
  paid: (price, interval) =>
    interval === "month"
      ? `Hai pagato ${price}. Se non disdici, verranno addebitati di nuovo ${price} in quel momento e poi ogni mese.`
      : `Hai pagato ${price}. Se non disdici, verranno addebitati di nuovo ${price} in quel momento e poi ogni anno.`,
  manage: (seller) => `Per disdire o cambiare carta, vai sul sito di ${seller}.`,
};

import type { MailTexts } from "./en.ts";

export const it: MailTexts = {
  testSubject: (subject) => `[Prova] ${subject}`,
  testTitle: "Ordine di prova",
  testText: "Non è stato pagato denaro reale e non verrà spedito nulla.",

  viewOrder: "Vedi l’ordine",
  moreItems: { one: "e {count} altro articolo", other: "e altri {count} articoli" },
  itemsAt: (quantity, price) => `${quantity} × ${price}`,
  regularPrice: (price) => `Prezzo normale ${price}`,
  itemsTotal: "Articoli",
  saleSavings: "Risparmio",
  soldBy: (seller) => `Venduto da ${seller}`,
  policies: { returns: "Resi", terms: "Condizioni" },
  delivery: "Spedizione",
  deliveryBy: (service, carrier) => `${service}, ${carrier}`,
  free: "Gratis",
  tax: "Imposte",
  fee: "Commissione",
  total: "Totale",
  pricesInclude: (tax) => `Compreso nei prezzi: ${tax}`,
  deliveryIncludes: (tax) => `Compreso nella spedizione: ${tax}`,
  reverseCharge: "Inversione contabile: l’IVA è a carico del destinatario.",
  vatNumber: (number) => `Partita IVA ${number}`,
  deliveryAddress: "Indirizzo di consegna",
  billingAddress: "Indirizzo di fatturazione",
  expected: (first, last) => `Consegna prevista tra ${first} e ${last}`,
  footer: (seller) => `Ricevi questo messaggio perché hai acquistato da ${seller}.`,

  order_placed: {
    subject: (seller, number) => `Il tuo ordine ${number} da ${seller}`,
    heading: "Grazie per il tuo ordine",
    text: (seller, number, amount) =>
      `Il tuo ordine ${number} e il tuo pagamento di ${amount} sono arrivati a ${seller}.`,
    textOfNothing: (seller, number) => `Il tuo ordine ${number} è arrivato a ${seller}. Non c’era nulla da pagare.`,
  },
  order_canceled: {
    subject: (number) => `Il tuo ordine ${number} è stato annullato`,
    heading: "Il tuo ordine è stato annullato",
    text: (seller, number) =>
      `Il tuo ordine ${number} è stato annullato da ${seller}. Non hai pagato nulla e non verrà spedito nulla. Un codice che hai usato si può usare di nuovo.`,
  },
  order_shipped: {
    subject: (number) => `Il tuo ordine ${number} è in viaggio`,
    subjectPart: (number) => `Una parte del tuo ordine ${number} è in viaggio`,
    heading: "In viaggio verso di te",
    headingPart: "Una parte del tuo ordine è in viaggio",
    text: (number, carrier) =>
      carrier === null
        ? `Ti abbiamo spedito questi articoli del tuo ordine ${number}.`
        : `Abbiamo affidato a ${carrier} questi articoli del tuo ordine ${number}.`,
    stillToCome: "Il resto del tuo ordine arriverà in seguito.",
    tracking: "Numero di tracciamento",
    track: "Segui la spedizione",
  },
  order_delivered: {
    subject: (number) => `Il tuo ordine ${number} è stato consegnato`,
    subjectPart: (number) => `Una parte del tuo ordine ${number} è stata consegnata`,
    heading: "Consegnato",
    headingPart: "Una parte del tuo ordine è stata consegnata",
    text: (number, carrier) =>
      carrier === null
        ? `Questi articoli del tuo ordine ${number} sono stati consegnati.`
        : `${carrier} ha consegnato questi articoli del tuo ordine ${number}.`,
    missing: "Se manca qualcosa o è danneggiato, rispondi a questo messaggio.",
    stillToCome: "Il resto del tuo ordine arriverà in seguito.",
  },
  refund_made: {
    subject: (amount, number) => `Il tuo rimborso di ${amount} per l’ordine ${number}`,
    heading: (amount) => `Abbiamo rimborsato ${amount}`,
    text: (number) =>
      `Il rimborso per l’ordine ${number} arriva sulla carta o sul conto con cui hai pagato. Le banche impiegano di solito da 5 a 10 giorni per mostrarlo.`,
  },
  refund_failed: {
    subject: (number) => `Un rimborso per l’ordine ${number} non ti è arrivato`,
    heading: "Un rimborso non ti è arrivato",
    text: (amount, number, seller) =>
      `La tua banca ha restituito il rimborso di ${amount} per l’ordine ${number}: forse la carta o il conto è chiuso. Il denaro resta tuo e ti sarà restituito da ${seller} in un altro modo.`,
    reply: "Rispondi a questo messaggio se vuoi indicare dove inviarlo.",
  },
  debit_failed: {
    subject: (seller) => `Il tuo pagamento a ${seller} non è riuscito`,
    heading: "Il tuo pagamento non è riuscito",
    text: (amount, seller) =>
      `La tua banca non ha pagato ${amount} a ${seller}. Non ti è stato addebitato nulla e non c’è alcun ordine.`,
    open: "Il tuo carrello è ancora lì. Puoi pagare in un altro modo:",
    pay: "Torna al pagamento",
    closed: "Il pagamento nel frattempo è stato chiuso. Ordina di nuovo se vuoi ancora questi articoli.",
    footer: (seller) => `Ricevi questo messaggio perché volevi acquistare da ${seller}.`,
  },
};

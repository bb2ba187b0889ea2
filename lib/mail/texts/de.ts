import type { MailTexts } from "./en.ts";

export const de: MailTexts = {
  testSubject: (subject) => `[Test] ${subject}`,
  testTitle: "Testbestellung",
  testText: "Es wurde kein echtes Geld bezahlt, und es wird nichts verschickt.",

  viewOrder: "Bestellung ansehen",
  moreItems: { one: "und {count} weiterer Artikel", other: "und {count} weitere Artikel" },
  itemsAt: (quantity, price) => `${quantity} × ${price}`,
  regularPrice: (price) => `Regulärer Preis ${price}`,
  itemsTotal: "Artikel",
  saleSavings: "Preisnachlass",
  soldBy: (seller) => `Verkauft von ${seller}`,
  policies: { returns: "Rückgabe", terms: "AGB" },
  delivery: "Versand",
  deliveryBy: (service, carrier) => `${service}, ${carrier}`,
  free: "Kostenlos",
  tax: "Steuern",
  fee: "Gebühr",
  total: "Gesamtsumme",
  pricesInclude: (tax) => `In den Preisen enthalten: ${tax}`,
  deliveryIncludes: (tax) => `Im Versand enthalten: ${tax}`,
  reverseCharge: "Steuerschuldnerschaft des Leistungsempfängers (Reverse-Charge-Verfahren).",
  vatNumber: (number) => `USt-IdNr. ${number}`,
  deliveryAddress: "Lieferadresse",
  billingAddress: "Rechnungsadresse",
  expected: (first, last) => `Lieferung voraussichtlich ${first} bis ${last}`,
  footer: (seller) => `Sie erhalten diese Nachricht, weil Sie bei ${seller} etwas gekauft haben.`,

  order_placed: {
    subject: (seller, number) => `Ihre Bestellung ${number} bei ${seller}`,
    heading: "Vielen Dank für Ihre Bestellung",
    text: (seller, number, amount) =>
      `Ihre Bestellung ${number} und Ihre Zahlung über ${amount} sind bei ${seller} eingegangen.`,
    textOfNothing: (seller, number) =>
      `Ihre Bestellung ${number} ist bei ${seller} eingegangen. Es war nichts zu bezahlen.`,
  },
  order_canceled: {
    subject: (number) => `Ihre Bestellung ${number} wurde storniert`,
    heading: "Ihre Bestellung wurde storniert",
    text: (seller, number) =>
      `Ihre Bestellung ${number} wurde von ${seller} storniert. Sie haben dafür nichts bezahlt, und es wird nichts verschickt. Einen eingelösten Code können Sie wieder verwenden.`,
  },
  order_shipped: {
    subject: (number) => `Ihre Bestellung ${number} ist unterwegs`,
    subjectPart: (number) => `Ein Teil Ihrer Bestellung ${number} ist unterwegs`,
    heading: "Unterwegs zu Ihnen",
    headingPart: "Ein Teil Ihrer Bestellung ist unterwegs",
    text: (number, carrier) =>
      carrier === null
        ? `Wir haben diese Artikel Ihrer Bestellung ${number} versandt.`
        : `Wir haben diese Artikel Ihrer Bestellung ${number} an ${carrier} übergeben.`,
    stillToCome: "Der Rest Ihrer Bestellung folgt.",
    tracking: "Sendungsnummer",
    track: "Sendung verfolgen",
  },
  order_delivered: {
    subject: (number) => `Ihre Bestellung ${number} wurde zugestellt`,
    subjectPart: (number) => `Ein Teil Ihrer Bestellung ${number} wurde zugestellt`,
    heading: "Zugestellt",
    headingPart: "Ein Teil Ihrer Bestellung wurde zugestellt",
    text: (number, carrier) =>
      carrier === null
        ? `Diese Artikel Ihrer Bestellung ${number} wurden zugestellt.`
        : `${carrier} hat diese Artikel Ihrer Bestellung ${number} zugestellt.`,
    missing: "Fehlt etwas oder ist etwas beschädigt? Dann antworten Sie auf diese Nachricht.",
    stillToCome: "Der Rest Ihrer Bestellung folgt.",
  },
  refund_made: {
    subject: (amount, number) => `Ihre Erstattung von ${amount} für die Bestellung ${number}`,
    heading: (amount) => `Wir haben ${amount} erstattet`,
    text: (number) =>
      `Die Erstattung für die Bestellung ${number} geht auf die Karte oder das Konto, womit Sie bezahlt haben. Meist dauert es 5 bis 10 Tage, bis die Bank sie anzeigt.`,
  },
  refund_failed: {
    subject: (number) => `Eine Erstattung für die Bestellung ${number} hat Sie nicht erreicht`,
    heading: "Eine Erstattung hat Sie nicht erreicht",
    text: (amount, number, seller) =>
      `Ihre Bank hat die Erstattung von ${amount} für die Bestellung ${number} zurückgegeben: Vielleicht wurde die Karte oder das Konto geschlossen. Das Geld steht Ihnen weiterhin zu, und Sie erhalten es von ${seller} auf anderem Weg.`,
    reply: "Antworten Sie auf diese Nachricht, wenn Sie angeben möchten, wohin es gehen soll.",
  },
  debit_failed: {
    subject: (seller) => `Ihre Zahlung an ${seller} ist fehlgeschlagen`,
    heading: "Ihre Zahlung ist fehlgeschlagen",
    text: (amount, seller) =>
      `Ihre Bank hat ${amount} nicht an ${seller} gezahlt. Es wurde nichts abgebucht, und es gibt keine Bestellung.`,
    open: "Ihr Warenkorb ist noch da. Sie können auf andere Weise bezahlen:",
    pay: "Zurück zur Kasse",
    closed: "Die Kasse ist inzwischen geschlossen. Bestellen Sie neu, wenn Sie die Artikel noch möchten.",
    footer: (seller) => `Sie erhalten diese Nachricht, weil Sie bei ${seller} etwas kaufen wollten.`,
  },
};

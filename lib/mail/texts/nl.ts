import type { MailTexts } from "./en.ts";

export const nl: MailTexts = {
  testSubject: (subject) => `[Test] ${subject}`,
  testTitle: "Testbestelling",
  testText: "Er is geen echt geld betaald en er wordt niets verzonden.",

  viewOrder: "Bestelling bekijken",
  moreItems: { one: "en nog {count} artikel", other: "en nog {count} artikelen" },
  itemsAt: (quantity, price) => `${quantity} × ${price}`,
  regularPrice: (price) => `Normale prijs ${price}`,
  itemsTotal: "Artikelen",
  saleSavings: "Voordeel",
  soldBy: (seller) => `Verkocht door ${seller}`,
  policies: { returns: "Retourneren", terms: "Voorwaarden" },
  delivery: "Bezorging",
  deliveryBy: (service, carrier) => `${service}, ${carrier}`,
  free: "Gratis",
  tax: "Belasting",
  fee: "Toeslag",
  total: "Totaal",
  pricesInclude: (tax) => `Inbegrepen in de prijzen: ${tax}`,
  deliveryIncludes: (tax) => `Inbegrepen in de bezorging: ${tax}`,
  reverseCharge: "Btw verlegd: de afnemer draagt de btw af.",
  vatNumber: (number) => `Btw-nummer ${number}`,
  deliveryAddress: "Bezorgadres",
  billingAddress: "Factuuradres",
  expected: (first, last) => `Bezorging verwacht van ${first} tot en met ${last}`,
  footer: (seller) => `U ontvangt dit bericht omdat u iets hebt gekocht bij ${seller}.`,

  order_placed: {
    subject: (seller, number) => `Uw bestelling ${number} bij ${seller}`,
    heading: "Bedankt voor uw bestelling",
    text: (seller, number, amount) =>
      `Uw bestelling ${number} en uw betaling van ${amount} zijn bij ${seller} aangekomen.`,
    textOfNothing: (seller, number) =>
      `Uw bestelling ${number} is bij ${seller} aangekomen. Er hoefde niets te worden betaald.`,
  },
  order_canceled: {
    subject: (number) => `Uw bestelling ${number} is geannuleerd`,
    heading: "Uw bestelling is geannuleerd",
    text: (seller, number) =>
      `Uw bestelling ${number} is door ${seller} geannuleerd. U hebt er niets voor betaald en er wordt niets verzonden. Een code die u hebt gebruikt, kunt u opnieuw gebruiken.`,
  },
  order_shipped: {
    subject: (number) => `Uw bestelling ${number} is onderweg`,
    subjectPart: (number) => `Een deel van uw bestelling ${number} is onderweg`,
    heading: "Onderweg naar u",
    headingPart: "Een deel van uw bestelling is onderweg",
    text: (number, carrier) =>
      carrier === null
        ? `Wij hebben deze artikelen uit uw bestelling ${number} verzonden.`
        : `Wij hebben deze artikelen uit uw bestelling ${number} overgedragen aan ${carrier}.`,
    stillToCome: "De rest van uw bestelling volgt.",
    tracking: "Trackingnummer",
    track: "Zending volgen",
  },
  order_delivered: {
    subject: (number) => `Uw bestelling ${number} is bezorgd`,
    subjectPart: (number) => `Een deel van uw bestelling ${number} is bezorgd`,
    heading: "Bezorgd",
    headingPart: "Een deel van uw bestelling is bezorgd",
    text: (number, carrier) =>
      carrier === null
        ? `Deze artikelen uit uw bestelling ${number} zijn bezorgd.`
        : `${carrier} heeft deze artikelen uit uw bestelling ${number} bezorgd.`,
    missing: "Ontbreekt er iets of is er iets beschadigd? Beantwoord dan dit bericht.",
    stillToCome: "De rest van uw bestelling volgt.",
  },
  refund_made: {
    subject: (amount, number) => `Uw terugbetaling van ${amount} voor bestelling ${number}`,
    heading: (amount) => `Wij hebben ${amount} terugbetaald`,
    text: (number) =>
      `De terugbetaling voor bestelling ${number} gaat naar de kaart of rekening waarmee u hebt betaald. Banken hebben meestal 5 tot 10 dagen nodig om die te tonen.`,
  },
  refund_failed: {
    subject: (number) => `Een terugbetaling voor bestelling ${number} heeft u niet bereikt`,
    heading: "Een terugbetaling heeft u niet bereikt",
    text: (amount, number, seller) =>
      `Uw bank heeft de terugbetaling van ${amount} voor bestelling ${number} teruggestuurd: de kaart of rekening is mogelijk opgeheven. Het geld is nog steeds van u en u krijgt het op een andere manier van ${seller} terug.`,
    reply: "Beantwoord dit bericht als u wilt laten weten waar het naartoe moet.",
  },
  debit_failed: {
    subject: (seller) => `Uw betaling aan ${seller} is niet gelukt`,
    heading: "Uw betaling is niet gelukt",
    text: (amount, seller) =>
      `Uw bank heeft ${amount} niet aan ${seller} betaald. Er is niets afgeschreven en er is geen bestelling.`,
    open: "Uw winkelwagen is er nog. U kunt op een andere manier betalen:",
    pay: "Terug naar de kassa",
    closed: "De kassa is inmiddels gesloten. Bestel opnieuw als u deze artikelen nog wilt.",
    footer: (seller) => `U ontvangt dit bericht omdat u iets wilde kopen bij ${seller}.`,
  },
};

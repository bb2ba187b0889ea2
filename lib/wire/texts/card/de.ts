import type { TranslatedCard } from "./card.ts";

const rejected: Readonly<Record<Parameters<TranslatedCard["codeNotUsed"]>[1], (code: string) => string>> = {
  unknown: (code) => `Den Code „${code}“ gibt es nicht.`,
  expired: (code) => `Der Code „${code}“ ist abgelaufen.`,
  minimum_not_met: (code) => `Für den Code „${code}“ ist der Bestellwert zu niedrig.`,
  used_up: (code) => `Der Code „${code}“ ist aufgebraucht.`,
  wrong_currency: (code) => `Der Code „${code}“ gilt nicht in dieser Währung.`,
  not_combinable: (code) => `Der Code „${code}“ lässt sich nicht mit dem anderen Rabatt kombinieren.`,
  not_started: (code) => `Der Code „${code}“ gilt noch nicht.`,
  not_applicable: (code) => `Der Code „${code}“ gilt für andere Artikel oder für eine größere Menge.`,
  customer_limit: (code) =>
    `Den Code „${code}“ haben Sie so oft eingelöst, wie es je Kunde möglich ist, oder Sie bezahlen gerade eine andere Bestellung damit.`,
  first_order_only: (code) => `Der Code „${code}“ gilt nur für die erste Bestellung.`,
};

export const de: TranslatedCard = {
  missing: {
    delivery_address: "Es fehlt eine Lieferadresse.",
    delivery_option: "Der Verkäufer liefert nicht an diese Adresse. Bitte geben Sie eine andere an.",
    tax_address:
      "Ihre Adresse wird benötigt, weil die Steuer von Ihrem Wohnort abhängt. Dorthin wird nichts geschickt.",
    exact_address:
      "Die Steuer hängt vom genauen Ort ab, und diese Adresse reicht dafür nicht aus. Bitte prüfen Sie Postleitzahl und Region.",
    tax: "Die Steuer für diese Bestellung kann gerade nicht berechnet werden. Bitte versuchen Sie es in einer Minute noch einmal.",
    seller:
      "Der Verkäufer kann gerade keine Zahlungen empfangen, deshalb lässt sich diese Bestellung noch nicht bezahlen. Bitte versuchen Sie es später noch einmal.",
  },
  codeNotUsed: (code, reason) => rejected[reason](code),
  named: (title) => `„${title}“`,
  awaited: (title, words) => `„${title}“: ${words}.`,
  addressGivenOnPage: () =>
    "Die Lieferadresse wurde auf der Seite des Verkäufers angegeben. Sie wird hier nicht gezeigt und lässt sich nur dort ändern.",
  addressRemembered: () => "Es gilt die Lieferadresse, die dieser Shop für Sie gespeichert hat. Sie können sie ändern.",
  includedTax: (amount, name) => `In den Preisen enthalten: ${amount} ${name}.`,
  deliveryTax: (amount, name) => `Im Versand enthalten: ${amount} ${name}.`,
  lineDiscount: (title, amount, line) => `${title}: ${amount} Rabatt auf „${line}“.`,
  totals: {
    items_base_amount: "Artikel",
    items_discount: "Preisnachlass",
    subtotal: "Zwischensumme",
    discount: "Rabatt",
    fulfillment: "Versand",
    tax: "Steuern",
    fee: "Gebühr",
    total: "Gesamtsumme",
  },
  paymentFailed: (day) =>
    `Die Zahlung auf der Zahlungsseite ist am ${day} fehlgeschlagen, und es wurde nichts abgebucht.`,
  locked: "Es wurde nichts geändert: Diese Bestellung ist bezahlt, geschlossen oder wird gerade bezahlt.",
  givenOnPage: "Das wurde auf der Seite des Verkäufers angegeben und lässt sich nur dort ändern.",
  pre_order: (day) => (day === null ? "Vorbestellbar" : `Vorbestellbar, Versand ab ${day}`),
  backorder: (day) => (day === null ? "Nachbestellt" : `Nachbestellt, Versand ab ${day}`),
};

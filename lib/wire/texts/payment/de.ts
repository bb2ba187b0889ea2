import type { MissingDetail } from "../../../checkout/session.ts";
import type { ShownPart } from "../../../checkout/shown.ts";
import { counted } from "../../text-tables.ts";
import { amountText } from "./amount-text.ts";
import type { PaymentTexts } from "./en.ts";

const REFUSED_CARD = "Ihre Bank hat diese Karte abgelehnt. Bitte verwenden Sie eine andere.";

const missing: Readonly<Record<MissingDetail | "buyer_email", string>> = {
  delivery_address: "Es fehlt eine Lieferadresse.",
  delivery_option: "Der Verkäufer liefert nicht an diese Adresse. Bitte geben Sie eine andere an.",
  tax_address: "Ihre Adresse wird benötigt, weil die Steuer von Ihrem Wohnort abhängt. Dorthin wird nichts geschickt.",
  exact_address:
    "Die Steuer hängt vom genauen Ort ab, und diese Adresse reicht dafür nicht aus. Bitte prüfen Sie Postleitzahl und Region.",
  tax: "Die Steuer für diese Bestellung kann gerade nicht berechnet werden. Bitte versuchen Sie es in einer Minute noch einmal.",
  seller:
    "Der Verkäufer kann gerade keine Zahlungen empfangen, deshalb lässt sich diese Bestellung noch nicht bezahlen. Bitte versuchen Sie es später noch einmal.",
  buyer_email: "Es fehlt eine E-Mail-Adresse für den Beleg.",
};

const parts: Readonly<Record<ShownPart, string>> = {
  lines: "Artikel",
  delivery_address: "Lieferadresse",
  delivery: "Versand",
  buyer: "Kontaktdaten",
  discount_codes: "Rabattcodes",
  total: "Gesamtbetrag",
};

export const de: PaymentTexts = {
  missingAtPayment: (detail) => `${missing[detail]} Es wurde nichts abgebucht.`,
  declines: {
    insufficient_funds: "Die Karte wurde abgelehnt, weil das Guthaben nicht reicht. Bitte verwenden Sie eine andere.",
    expired_card: "Die Karte ist abgelaufen. Bitte verwenden Sie eine andere.",
    authentication_failed:
      "Die Bank konnte diese Zahlung nicht bestätigen. Bitte versuchen Sie es noch einmal oder verwenden Sie eine andere Karte.",
    card_declined: REFUSED_CARD,
    suspected_fraud: REFUSED_CARD,
    other: REFUSED_CARD,
  },
  refusals: {
    still_checking:
      "Wir prüfen Ihre Zahlung noch. Bitte zahlen Sie nicht noch einmal; der Status der Bestellung zeigt das Ergebnis, sobald es feststeht.",
    payment_in_progress:
      "Für diese Bestellung läuft bereits eine Zahlung. Bitte zahlen Sie nicht noch einmal, sondern sehen Sie zuerst nach dem Status der Bestellung.",
    token_invalid:
      "Diese Zahlungsfreigabe gilt nicht mehr, und es wurde nichts abgebucht. Bitte beginnen Sie die Zahlung neu.",
    instant_unavailable:
      "Hier kann gerade nicht bezahlt werden, und es wurde nichts abgebucht. Bitte nutzen Sie die Kassenseite des Verkäufers.",
    payment_rejected:
      "Die Zahlung war hier nicht möglich, und es wurde nichts abgebucht. Bitte nutzen Sie die Kassenseite des Verkäufers.",
    provider_busy:
      "Der Zahlungsdienst ist gerade überlastet, und es wurde nichts abgebucht. Bitte versuchen Sie es in einer Minute noch einmal.",
    seller_not_ready:
      "Der Verkäufer kann gerade keine Zahlungen empfangen, und es wurde nichts abgebucht. Bitte versuchen Sie es später noch einmal.",
    discount_used_up:
      "Ein Rabatt gilt nicht mehr: Er ist aufgebraucht oder wurde von Ihnen schon eingelöst. Es wurde nichts abgebucht. Bitte prüfen Sie vor dem Zahlen den neuen Gesamtbetrag.",
    too_many_pages:
      "Sie haben zu viele unbezahlte Bestellungen offen, und es wurde nichts abgebucht. Bitte bezahlen oder stornieren Sie eine davon, oder versuchen Sie es in einigen Minuten noch einmal.",
    closed: "Diese Kasse ist geschlossen, und es wurde nichts abgebucht. Bitte beginnen Sie eine neue Bestellung.",
  },
  confirmAtBank: "Ihre Bank bittet Sie, diese Zahlung zu bestätigen.",
  amountNotTaken: amountText({
    too_low: (limit) =>
      `Der Gesamtbetrag ist zu niedrig: Der Zahlungsdienst nimmt erst ${limit} oder mehr an. Es wurde nichts abgebucht. Bitte legen Sie einen Artikel dazu oder entfernen Sie einen Rabattcode.`,
    too_high: (limit) =>
      `Der Gesamtbetrag ist zu hoch für eine einzige Zahlung: Der Zahlungsdienst nimmt höchstens ${limit} an. Es wurde nichts abgebucht. Bitte teilen Sie den Einkauf in zwei Bestellungen auf.`,
    refused:
      "Der Zahlungsdienst nimmt diesen Gesamtbetrag nicht an, und es wurde nichts abgebucht. Bitte ändern Sie die Bestellung.",
    not_exact:
      "Der Zahlungsdienst kann genau diesen Betrag in dieser Währung nicht abrechnen, und es wurde nichts abgebucht. Bitte ändern Sie die Bestellung.",
  }),
  changed: (changed) =>
    `Die Bestellung hat sich geändert, seit sie angezeigt wurde (${changed.map((part) => parts[part]).join(", ")}). Es wurde nichts abgebucht. Bitte prüfen Sie sie noch einmal, bevor Sie zahlen.`,
  heldByOthers: (title) =>
    `Die letzten Stücke von „${title}“ werden gerade von anderen bezahlt. Es wurde nichts abgebucht. Bitte versuchen Sie es in einigen Minuten noch einmal.`,
  noLongerSold: (title) => `„${title}“ wird nicht mehr verkauft, und es wurde nichts abgebucht.`,
  priceRaised: (title) =>
    `Der Preis von „${title}“ ist gestiegen. Es wurde nichts abgebucht. Bitte prüfen Sie vor dem Zahlen den neuen Gesamtbetrag.`,
  soldOut: (title, left) =>
    left > 0
      ? `${counted({ one: "Nur noch {count} Stück", other: "Nur noch {count} Stück" }, left, "de")} von „${title}“ verfügbar, und es wurde nichts abgebucht.`
      : `„${title}“ ist gerade ausverkauft, und es wurde nichts abgebucht.`,
};

import { de as problems } from "#lib/wire/texts/problems/de.ts";
import type { RejectedDiscount } from "#lib/checkout/session.ts";
import type { BuyerTaxId } from "#lib/checkout/taxes/tax-id.ts";
import type { CheckoutTexts } from "./en.ts";

const REJECTED: Readonly<Record<RejectedDiscount["reason"], string>> = {
  unknown: "diesen Code gibt es nicht",
  expired: "er ist abgelaufen",
  minimum_not_met: "der Mindestbestellwert ist nicht erreicht",
  used_up: "er ist aufgebraucht",
  wrong_currency: "er gilt nicht in dieser Währung",
  not_combinable: "er lässt sich nicht mit dem anderen Rabatt kombinieren",
  not_started: "er gilt noch nicht",
  not_applicable: "er gilt für andere Artikel oder für eine größere Menge",
  customer_limit:
    "Sie haben ihn so oft eingelöst, wie es je Kunde möglich ist, oder bezahlen gerade eine andere Bestellung damit",
  first_order_only: "er gilt nur für die erste Bestellung",
};

const VAT_CHECKS: Readonly<Record<BuyerTaxId["check"], string>> = {
  form: "",
  valid: "",
  invalid:
    ". Im Register der Europäischen Union (VIES) steht diese Nummer nicht; deshalb wird Umsatzsteuer berechnet. Bitte prüfen Sie sie.",
  unknown:
    ". Sie konnte gerade nicht geprüft werden; deshalb wird Umsatzsteuer berechnet. Um sie erneut prüfen zu lassen, wählen Sie „Ändern“ und dann „Weiter“.",
};

export const de: CheckoutTexts = {
  checkout: "Kasse",
  yourOrder: "Ihre Bestellung",
  soldBy: (seller) => `Verkauft von ${seller}`,
  changeOrder: "Artikel ändern oder Rabattcode eingeben",
  oneLess: (title) => `Ein Stück weniger: ${title}`,
  units: "Menge",
  oneMore: (title) => `Ein Stück mehr: ${title}`,
  remove: "Entfernen",
  leave: "Vor dem Bezahlen wird nichts abgebucht. Sie können diese Seite jederzeit schließen.",
  items: { one: "{count} Artikel", other: "{count} Artikel" },

  contact: "Kontakt",
  contactAndAddress: "Kontakt und Lieferadresse",
  contactAndBilling: "Kontakt und Rechnungsadresse",
  deliveryAddress: "Lieferadresse",
  fillIn: {
    contact: "Bitte geben Sie Ihre Kontaktdaten an, bevor Sie bezahlen.",
    contactAndAddress: "Bitte geben Sie Kontaktdaten und Lieferadresse an, bevor Sie bezahlen.",
    contactAndBilling: "Bitte geben Sie Kontaktdaten und Rechnungsadresse an, bevor Sie bezahlen.",
  },
  allFilledIn: "Alle Angaben sind vollständig.",
  change: "Ändern",
  didYouMean: (email) => `Meinten Sie ${email}? Dann ändern Sie die Adresse bitte vor dem Bezahlen.`,
  vatNumber: (number, check) => `USt-IdNr. ${number}${VAT_CHECKS[check]}`,
  shownInPart: "Nur teilweise angezeigt, weil der Link allein uns nicht sagt, dass Sie es sind.",
  openedElsewhere:
    "Diese Bestellung wurde in einem anderen Browser geöffnet und lässt sich nur dort ändern. Bezahlen können Sie sie auch hier.",
  openedElsewhereNotReady:
    "Diese Bestellung wurde in einem anderen Browser geöffnet, und die Angaben werden dort gemacht. Sobald sie vollständig sind, können Sie hier bezahlen.",
  placedElsewhere:
    "Diese Bestellung wurde in einem anderen Browser geöffnet. Es ist nichts zu bezahlen, und sie kann nur dort aufgegeben werden.",
  isRemembered: "Von einer früheren Bestellung gemerkt.",
  forgetDetails: "Diese Angaben vergessen",
  changeContact: "(Kontakt und Adresse)",
  details: {
    fixFields: { one: "Bitte berichtigen Sie ein Feld", other: "Bitte berichtigen Sie {count} Felder" },
    email: "E-Mail-Adresse",
    emailHint: "Für den Beleg.",
    name: "Vor- und Nachname",
    country: "Land",
    chooseCountry: "Land wählen",
    countryHint: "Nicht jedes Land braucht alle folgenden Felder.",
    chooseRegion: "Bitte wählen",
    line_one: "Straße und Hausnummer",
    forCompany: "Kaufen Sie für eine Firma?",
    company: "Firma",
    vat_number: "USt-IdNr.",
    vatHint: "Mit Länderkennung, etwa DE136695976.",
    line_two: "Wohnung, Etage",
    city: "Ort",
    state: "Bundesland, Provinz oder Region",
    postal_code: "Postleitzahl",
    parts: {
      area: "Gebiet",
      county: "Grafschaft",
      department: "Departement",
      district: "Bezirk",
      do_si: "Provinz oder Stadt",
      emirate: "Emirat",
      island: "Insel",
      oblast: "Oblast",
      parish: "Gemeinde",
      prefecture: "Präfektur",
      province: "Provinz",
      region: "Region",
      state: "Bundesstaat",
      eircode: "Eircode",
      pin: "PIN-Code",
      postal: "Postleitzahl",
      postcode: "Postleitzahl",
      zip: "ZIP-Code",
      city: "Ort",
      suburb: "Ort",
      post_town: "Ort",
    },
    phone_number: "Telefon",
    phoneForCarrier: "Für den Zusteller.",
    phoneForQuestions: "Falls wir eine Frage haben.",
    suggestions: {
      title: "Vorgeschlagene Adressen",
      found: { one: "{count} vorgeschlagene Adresse", other: "{count} vorgeschlagene Adressen" },
      filled: "Die Adresse wurde ausgefüllt. Bitte prüfen Sie sie.",
      failed: "Diese Adresse konnte nicht abgerufen werden. Bitte geben Sie sie ein.",
      by: (service) => `Vorschläge von ${service}`,
      simulated: "SIMULIERT: Diese Adressen sind erfunden.",
    },
    optional: "(freiwillig)",
    remember: "Diese Angaben für meine nächste Bestellung bei diesem Verkäufer im Chat merken",
    continue: "Weiter",
    continuing: "Weiter …",
    keep: "Unverändert lassen",
    keepsEmpty: "Was Sie leer lassen, bleibt, wie es ist. Um die Adresse zu ändern, füllen Sie sie bitte ganz aus.",
    openedElsewhere:
      "Diese Bestellung wurde in einem anderen Browser geöffnet und lässt sich nur dort ändern. Ihre Eingaben hier wurden nicht gespeichert.",
  },

  discountCode: "Rabattcode",
  apply: "Einlösen",
  codeNotUsed: (code, reason) => `Der Code ${code} wurde nicht eingelöst: ${REJECTED[reason]}.`,
  removeCode: "diesen Code entfernen",

  deliveryDays: (first, last) => (first === last ? first : `${first} bis ${last}`),
  free: "Kostenlos",
  pay: (total) => `${total} bezahlen`,
  placeOrder: "Bestellung aufgeben",
  nothingToPay: "Es ist nichts zu bezahlen: Ihr Rabatt deckt den gesamten Betrag.",
  payOnService: "Sie bezahlen auf der sicheren Seite des Zahlungsdienstes und kommen dann hierher zurück.",
  payOnSimulated: (service) =>
    `Sie bezahlen auf einer Seite, die simuliert ist (${service}). Es fließt kein echtes Geld.`,
  consent: (seller) => `Mit der Bestellung gelten die AGB und die Rückgaberegeln von ${seller}.`,
  orderForm: {
    delivery: "Versand",
    payment: "Zahlung",
    updateTotal: "Gesamtbetrag aktualisieren",
    updating: "Wird aktualisiert …",
  },

  confirmTitle: "Ihre Bank bittet Sie, diese Zahlung zu bestätigen",
  confirmText:
    "Die Zahlung, die Sie in ChatGPT begonnen haben, wird ausgeführt, sobald Sie sie bestätigen. Vorher wird nichts abgebucht.",
  notPaidYetTitle: "Sie haben noch nicht bezahlt",
  notPaidYetText: (total) =>
    `Die Zahlungsseite dieser Bestellung ist geöffnet. Bezahlen Sie dort ${total}, oder ändern Sie die Bestellung; die Zahlungsseite wird dann geschlossen.`,
  notPaidYetElsewhere: (total) => `Die Zahlungsseite dieser Bestellung ist geöffnet. Bitte bezahlen Sie dort ${total}.`,
  openPayment: {
    continue: "Weiter zur Zahlung",
    confirm: "Bei der Bank bestätigen",
    change: "Bestellung ändern",
    payAnotherWay: "Nicht bestätigen, anders bezahlen",
  },
  checkingTitle: "Wir prüfen Ihre Zahlung noch",
  checkingText:
    "Bitte zahlen Sie nicht noch einmal. Der Zahlungsdienst hat noch nicht bestätigt, was aus der Zahlung geworden ist. Diese Seite prüft von selbst wieder.",

  paymentFailed: (day) => `Ihre Zahlung ist fehlgeschlagen (${day}), und es wurde nichts abgebucht.`,
  payAgain: "Sie können erneut bezahlen, auch auf anderem Weg.",
  expiredTitle: "Dieser Kauf ist abgelaufen",
  expiredText: "Preise gelten nur einige Stunden. Es wurde nichts abgebucht.",
  canceledTitle: "Dieser Kauf wurde abgebrochen",
  canceledText: "Es wurde nichts abgebucht.",
  buyAgain: "Um diese Artikel zu kaufen, gehen Sie zurück zum Chat und bitten Sie um eine neue Kasse.",
  notSelling: {
    paused: (seller) =>
      `${seller} verkauft im Moment nichts, deshalb lässt sich diese Bestellung nicht bezahlen. Es wurde nichts abgebucht. Bitte versuchen Sie es später noch einmal.`,
    left: (seller) =>
      `${seller} verkauft hier nicht mehr, deshalb lässt sich diese Bestellung nicht bezahlen. Es wurde nichts abgebucht.`,
  },

  missing: {
    delivery_address: "Es fehlt eine Lieferadresse.",
    delivery_option: "Der Verkäufer liefert nicht an diese Adresse. Bitte geben Sie eine andere an.",
    tax_address: "Ihre Adresse wird benötigt, weil die Steuer von Ihrem Wohnort abhängt.",
    exact_address: "Die Steuer hängt vom genauen Ort ab. Bitte prüfen Sie Postleitzahl und Region.",
    tax: "Die Steuer für diese Bestellung kann gerade nicht berechnet werden. Bitte laden Sie diese Seite in einer Minute neu.",
    seller:
      "Der Verkäufer kann gerade keine Zahlungen empfangen, deshalb lässt sich diese Bestellung noch nicht bezahlen. Bitte versuchen Sie es später noch einmal.",
  },
  problems,
  stopped: {
    totalChanged: (total) => `Der Gesamtbetrag ist jetzt ${total}. Bitte prüfen Sie ihn und bezahlen Sie dann.`,
    stillChecking:
      "Der Zahlungsdienst hat noch nicht geantwortet; die Bestellung bleibt deshalb, wie sie ist. Bitte versuchen Sie es gleich noch einmal.",
    pageNotOpened:
      "Die Zahlungsseite konnte nicht geöffnet werden, und es wurde nichts abgebucht. Bitte versuchen Sie es später noch einmal.",
    emailRefused:
      "Der Zahlungsdienst nimmt diese E-Mail-Adresse nicht an, und es wurde nichts abgebucht. Bitte prüfen Sie sie.",
    openedElsewhere:
      "Diese Bestellung wurde in einem anderen Browser geöffnet und lässt sich nur dort ändern; es wurde nichts geändert. Bezahlen können Sie sie auch hier.",
    codeNotUsed: (code) =>
      `Der Code ${code} wurde nicht eingelöst; der Grund steht daneben. Bezahlen können Sie trotzdem.`,
  },

  yourPayment: "Ihre Zahlung",
  paid: "Vielen Dank. Ihre Bestellung ist bezahlt.",
  placed: "Vielen Dank. Ihre Bestellung ist aufgegeben.",
  orderPage: "Seite Ihrer Bestellung, zum Aufheben oder Drucken",
  notPaid: "Nicht bezahlt",
  notPaidText: "Es wurde nicht bezahlt und nichts abgebucht. Ihre Bestellung ist noch da.",
  backToCheckout: "Zurück zur Kasse",

  payment: "Zahlung",
  backToOrder: "Zurück zur Bestellung",
  paymentForm: {
    title: "Zahlungsformular",
    loading:
      "Das Zahlungsformular wird geladen. Es braucht JavaScript; ohne bezahlen Sie auf der Seite des Zahlungsdienstes.",
    failedTitle: "Das Zahlungsformular konnte nicht angezeigt werden",
    failedText: "Es wurde nichts abgebucht. Bitte bezahlen Sie auf der Seite des Zahlungsdienstes.",
  },
  servicePage: {
    question: "Fehlt das Formular?",
    open: "Auf der Seite des Zahlungsdienstes bezahlen",
  },
};

import type { TranslatedCard } from "./card.ts";

const rejected: Readonly<Record<Parameters<TranslatedCard["codeNotUsed"]>[1], (code: string) => string>> = {
  unknown: (code) => `De code “${code}” bestaat niet.`,
  expired: (code) => `De code “${code}” is verlopen.`,
  minimum_not_met: (code) => `Het bestelbedrag is te laag voor de code “${code}”.`,
  used_up: (code) => `De code “${code}” is op.`,
  wrong_currency: (code) => `De code “${code}” geldt niet in deze valuta.`,
  not_combinable: (code) => `De code “${code}” is niet te combineren met de andere korting.`,
  not_started: (code) => `De code “${code}” geldt nog niet.`,
  not_applicable: (code) => `De code “${code}” geldt voor andere artikelen of voor een groter aantal.`,
  customer_limit: (code) =>
    `U hebt de code “${code}” zo vaak gebruikt als per klant mogelijk is, of u betaalt er een andere bestelling mee.`,
  first_order_only: (code) => `De code “${code}” geldt alleen voor een eerste bestelling.`,
};

export const nl: TranslatedCard = {
  missing: {
    delivery_address: "Er ontbreekt een bezorgadres.",
    delivery_option: "De verkoper bezorgt niet op dit adres. Geef een ander adres op.",
    tax_address: "Uw adres is nodig, omdat de btw afhangt van waar u bent. Er wordt niets naartoe gestuurd.",
    exact_address:
      "De belasting hangt af van de precieze plaats en dit adres zegt niet genoeg. Controleer de postcode en de regio.",
    tax: "De belasting op deze bestelling kan nu niet worden berekend. Probeer het over een minuut opnieuw.",
    seller:
      "De verkoper kan op dit moment geen betalingen ontvangen, dus deze bestelling kan nog niet worden betaald. Probeer het later opnieuw.",
  },
  codeNotUsed: (code, reason) => rejected[reason](code),
  named: (title) => `“${title}”`,
  awaited: (title, words) => `“${title}”: ${words}.`,
  addressGivenOnPage: () =>
    "Het bezorgadres is op de pagina van de verkoper opgegeven. Het wordt hier niet getoond en kan alleen daar worden gewijzigd.",
  addressRemembered: () => "Het bezorgadres is het adres dat deze winkel voor u heeft bewaard. U kunt het wijzigen.",
  includedTax: (amount, name) => `Inbegrepen in de prijzen: ${amount} ${name}.`,
  deliveryTax: (amount, name) => `Inbegrepen in de bezorging: ${amount} ${name}.`,
  lineDiscount: (title, amount, line) => `${title}: ${amount} korting op “${line}”.`,
  totals: {
    items_base_amount: "Artikelen",
    items_discount: "Voordeel",
    subtotal: "Subtotaal",
    discount: "Korting",
    fulfillment: "Bezorging",
    tax: "Belasting",
    fee: "Toeslag",
    total: "Totaal",
  },
  paymentFailed: (day) => `De betaling op de betaalpagina is op ${day} mislukt en er is niets afgeschreven.`,
  locked: "Er is niets gewijzigd: deze bestelling is betaald, gesloten of wordt nu betaald.",
  givenOnPage: "Dit is op de pagina van de verkoper opgegeven en kan alleen daar worden gewijzigd.",
  pre_order: (day) => (day === null ? "Te reserveren" : `Te reserveren, verzending vanaf ${day}`),
  backorder: (day) => (day === null ? "In nabestelling" : `In nabestelling, verzending vanaf ${day}`),
};

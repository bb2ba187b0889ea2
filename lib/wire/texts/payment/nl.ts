import type { MissingDetail } from "../../../checkout/session.ts";
import type { ShownPart } from "../../../checkout/shown.ts";
import { counted } from "../../text-tables.ts";
import { amountText } from "./amount-text.ts";
import type { PaymentTexts } from "./en.ts";

const REFUSED_CARD = "Uw bank heeft deze kaart geweigerd. Gebruik een andere kaart.";

const missing: Readonly<Record<MissingDetail | "buyer_email", string>> = {
  delivery_address: "Er is een bezorgadres nodig.",
  delivery_option: "De verkoper bezorgt niet op dit adres. Vul een ander adres in.",
  tax_address: "Uw adres is nodig, omdat de belasting afhangt van waar u bent. Er wordt niets naartoe gestuurd.",
  exact_address:
    "De belasting hangt af van de precieze plaats en dit adres is daarvoor niet genoeg. Controleer de postcode en de provincie of staat.",
  tax: "De belasting op deze bestelling kan nu niet worden berekend. Probeer het over een minuut opnieuw.",
  seller:
    "De verkoper kan op dit moment geen betalingen ontvangen, dus deze bestelling kan nog niet worden betaald. Probeer het later opnieuw.",
  buyer_email: "Er is een e-mailadres nodig voor de bon.",
};

const parts: Readonly<Record<ShownPart, string>> = {
  lines: "artikelen",
  delivery_address: "bezorgadres",
  delivery: "bezorging",
  buyer: "contactgegevens",
  discount_codes: "kortingscodes",
  total: "totaal",
};

export const nl: PaymentTexts = {
  missingAtPayment: (detail) => `${missing[detail]} Er is niets afgeschreven.`,
  declines: {
    insufficient_funds: "De kaart is geweigerd omdat het saldo te laag is. Gebruik een andere kaart.",
    expired_card: "De kaart is verlopen. Gebruik een andere kaart.",
    authentication_failed:
      "De bank kon deze betaling niet bevestigen. Probeer het opnieuw of gebruik een andere kaart.",
    card_declined: REFUSED_CARD,
    suspected_fraud: REFUSED_CARD,
    other: REFUSED_CARD,
  },
  refusals: {
    still_checking:
      "We controleren uw betaling nog. Betaal niet opnieuw; de status van de bestelling toont de uitkomst zodra die bekend is.",
    payment_in_progress:
      "Er loopt al een andere betaling voor deze bestelling. Betaal niet opnieuw; bekijk eerst de status van de bestelling.",
    token_invalid: "Deze betaalmachtiging is niet meer geldig en er is niets afgeschreven. Begin de betaling opnieuw.",
    instant_unavailable:
      "Betalen is hier nu niet mogelijk en er is niets afgeschreven. Gebruik de betaalpagina van de verkoper.",
    payment_rejected:
      "De betaling was hier niet mogelijk en er is niets afgeschreven. Gebruik de betaalpagina van de verkoper.",
    provider_busy:
      "Het is te druk bij de betaaldienst en er is niets afgeschreven. Probeer het over een minuut opnieuw.",
    seller_not_ready:
      "De verkoper kan op dit moment geen betalingen ontvangen en er is niets afgeschreven. Probeer het later opnieuw.",
    discount_used_up:
      "Een korting geldt niet meer: die is op of u hebt die al gebruikt. Er is niets afgeschreven. Controleer het nieuwe totaal voordat u betaalt.",
    too_many_pages:
      "U hebt te veel onbetaalde bestellingen openstaan en er is niets afgeschreven. Betaal of annuleer er een, of probeer het over een paar minuten opnieuw.",
    closed: "Deze bestelling is gesloten en er is niets afgeschreven. Begin een nieuwe bestelling.",
  },
  confirmAtBank: "Uw bank vraagt u deze betaling te bevestigen.",
  amountNotTaken: amountText({
    too_low: (limit) =>
      `Het totaal is te laag om te betalen: de betaaldienst accepteert ${limit} of meer. Er is niets afgeschreven. Voeg een artikel toe of verwijder een kortingscode.`,
    too_high: (limit) =>
      `Het totaal is te hoog voor één betaling: de betaaldienst accepteert hoogstens ${limit}. Er is niets afgeschreven. Maak er twee bestellingen van.`,
    refused: "De betaaldienst accepteert dit totaal niet en er is niets afgeschreven. Wijzig de bestelling.",
    not_exact:
      "De betaaldienst kan precies dit totaal in deze valuta niet innen en er is niets afgeschreven. Wijzig de bestelling.",
  }),
  changed: (changed) =>
    `De bestelling is gewijzigd sinds ze werd getoond (${changed.map((part) => parts[part]).join(", ")}) en er is niets afgeschreven. Controleer haar nog eens voordat u betaalt.`,
  heldByOthers: (title) =>
    `Anderen betalen op dit moment voor de laatste exemplaren van “${title}” en er is niets afgeschreven. Probeer het over een paar minuten opnieuw.`,
  noLongerSold: (title) => `“${title}” wordt niet meer verkocht en er is niets afgeschreven.`,
  priceRaised: (title) =>
    `De prijs van “${title}” is gestegen en er is niets afgeschreven. Controleer het nieuwe totaal voordat u betaalt.`,
  soldOut: (title, left) =>
    left > 0
      ? `${counted({ one: "Er is nog maar {count} exemplaar", other: "Er zijn nog maar {count} exemplaren" }, left, "nl")} van “${title}” en er is niets afgeschreven.`
      : `“${title}” is net uitverkocht en er is niets afgeschreven.`,
};

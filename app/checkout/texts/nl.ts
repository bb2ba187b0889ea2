import { nl as problems } from "#lib/wire/texts/problems/nl.ts";
import type { RejectedDiscount } from "#lib/checkout/session.ts";
import type { BuyerTaxId } from "#lib/checkout/taxes/tax-id.ts";
import type { CheckoutTexts } from "./en.ts";

const REJECTED: Readonly<Record<RejectedDiscount["reason"], string>> = {
  unknown: "deze code bestaat niet",
  expired: "de code is verlopen",
  minimum_not_met: "de bestelling haalt het minimumbedrag niet",
  used_up: "de code is op",
  wrong_currency: "de code geldt niet in deze valuta",
  not_combinable: "de code is niet te combineren met de andere korting",
  not_started: "de code geldt nog niet",
  not_applicable: "de code is voor andere artikelen of voor een groter aantal",
  customer_limit: "u hebt de code zo vaak gebruikt als een klant kan, of u betaalt er een andere bestelling mee",
  first_order_only: "de code is voor een eerste bestelling",
};

const VAT_CHECKS: Readonly<Record<BuyerTaxId["check"], string>> = {
  form: "",
  valid: "",
  invalid:
    ". Dit nummer staat niet in VIES, het register van de Europese Unie; daarom wordt btw berekend. Controleer het nummer.",
  unknown:
    ". Het kon nu niet worden gecontroleerd; daarom wordt btw berekend. Kies “Wijzigen” en dan “Verder” om het opnieuw te laten controleren.",
};

export const nl: CheckoutTexts = {
  checkout: "Afrekenen",
  yourOrder: "Uw bestelling",
  soldBy: (seller) => `Verkocht door ${seller}`,
  changeOrder: "Artikelen wijzigen of een kortingscode toevoegen",
  oneLess: (title) => `Eén minder: ${title}`,
  units: "Aantal",
  oneMore: (title) => `Eén meer: ${title}`,
  remove: "Verwijderen",
  leave: "Er wordt niets afgeschreven voordat u betaalt. U kunt deze pagina op elk moment sluiten.",
  items: { one: "{count} artikel", other: "{count} artikelen" },

  contact: "Contact",
  contactAndAddress: "Contact en bezorgadres",
  contactAndBilling: "Contact en factuuradres",
  deliveryAddress: "Bezorgadres",
  fillIn: {
    contact: "Vul uw contactgegevens in en betaal daarna.",
    contactAndAddress: "Vul uw contactgegevens en bezorgadres in en betaal daarna.",
    contactAndBilling: "Vul uw contactgegevens en factuuradres in en betaal daarna.",
  },
  allFilledIn: "Alle gegevens zijn ingevuld.",
  change: "Wijzigen",
  didYouMean: (email) => `Bedoelde u ${email}? Wijzig het adres dan voordat u betaalt.`,
  vatNumber: (number, check) => `Btw-nummer ${number}${VAT_CHECKS[check]}`,
  shownInPart: "Gedeeltelijk getoond, omdat de link alleen ons niet vertelt dat u het bent.",
  openedElsewhere:
    "Deze bestelling is in een andere browser geopend en kan alleen daar worden gewijzigd. Betalen kan ook hier.",
  openedElsewhereNotReady:
    "Deze bestelling is in een andere browser geopend en de gegevens worden daar ingevuld. Zodra ze volledig zijn, kunt u hier betalen.",
  placedElsewhere:
    "Deze bestelling is in een andere browser geopend. Er is niets te betalen en ze kan alleen daar worden geplaatst.",
  isRemembered: "Onthouden van een eerdere bestelling.",
  forgetDetails: "Deze gegevens vergeten",
  changeContact: "(contact en adres)",
  details: {
    fixFields: { one: "Verbeter één veld", other: "Verbeter {count} velden" },
    email: "E-mailadres",
    emailHint: "Voor de bon.",
    name: "Voor- en achternaam",
    country: "Land",
    chooseCountry: "Kies een land",
    countryHint: "Niet elk land gebruikt alle velden hieronder.",
    chooseRegion: "Kies",
    line_one: "Straat en huisnummer",
    forCompany: "Koopt u voor een bedrijf?",
    company: "Bedrijf",
    vat_number: "Btw-nummer",
    vatHint: "Met de landcode, bijvoorbeeld NL004495445B01.",
    line_two: "Appartement, verdieping",
    city: "Plaats",
    state: "Staat, provincie of regio",
    postal_code: "Postcode",
    parts: {
      area: "Gebied",
      county: "Graafschap",
      department: "Departement",
      district: "District",
      do_si: "Provincie of stad",
      emirate: "Emiraat",
      island: "Eiland",
      oblast: "Oblast",
      parish: "Parochie",
      prefecture: "Prefectuur",
      province: "Provincie",
      region: "Regio",
      state: "Staat",
      eircode: "Eircode",
      pin: "Pincode",
      postal: "Postcode",
      postcode: "Postcode",
      zip: "ZIP-code",
      city: "Plaats",
      suburb: "Plaats",
      post_town: "Plaats",
    },
    phone_number: "Telefoon",
    phoneForCarrier: "Voor de bezorger.",
    phoneForQuestions: "Als we een vraag hebben.",
    suggestions: {
      title: "Voorgestelde adressen",
      found: { one: "{count} voorgesteld adres", other: "{count} voorgestelde adressen" },
      filled: "Het adres is ingevuld. Controleer het.",
      failed: "Dit adres kon niet worden opgezocht. Typ het zelf.",
      by: (service) => `Suggesties van ${service}`,
      simulated: "GESIMULEERD: deze adressen zijn verzonnen.",
    },
    optional: "(niet verplicht)",
    remember: "Deze gegevens onthouden voor mijn volgende bestelling bij deze verkoper in de chat",
    continue: "Verder",
    continuing: "Verder…",
    keep: "Zo laten",
    keepsEmpty: "Wat u leeg laat, blijft zoals het is. Vul het hele adres in om het te wijzigen.",
    openedElsewhere:
      "Deze bestelling is in een andere browser geopend en kan alleen daar worden gewijzigd. Wat u hier hebt ingevuld, is niet opgeslagen.",
  },

  discountCode: "Kortingscode",
  apply: "Toepassen",
  codeNotUsed: (code, reason) => `De code ${code} is niet toegepast: ${REJECTED[reason]}.`,
  removeCode: "deze code verwijderen",

  deliveryDays: (first, last) => (first === last ? first : `${first} tot en met ${last}`),
  free: "Gratis",
  pay: (total) => `${total} betalen`,
  placeOrder: "Bestelling plaatsen",
  nothingToPay: "Er is niets te betalen: uw korting dekt het hele bedrag.",
  payOnService: "U betaalt op de beveiligde pagina van de betaaldienst en komt daarna hier terug.",
  payOnSimulated: (service) => `U betaalt op een nagebootste pagina (${service}). Er gaat geen echt geld om.`,
  consent: (seller) => `Met uw bestelling gaat u akkoord met de voorwaarden en de retourregels van ${seller}.`,
  orderForm: {
    delivery: "Bezorging",
    payment: "Betaling",
    updateTotal: "Totaal bijwerken",
    updating: "Wordt bijgewerkt…",
  },

  confirmTitle: "Uw bank vraagt u deze betaling te bevestigen",
  confirmText:
    "De betaling die u in ChatGPT bent begonnen, gaat door zodra u haar bevestigt. Daarvoor wordt niets afgeschreven.",
  notPaidYetTitle: "U hebt nog niet betaald",
  notPaidYetText: (total) =>
    `De betaalpagina van deze bestelling is geopend. Ga daar verder om ${total} te betalen, of wijzig de bestelling; de betaalpagina wordt dan gesloten.`,
  notPaidYetElsewhere: (total) =>
    `De betaalpagina van deze bestelling is geopend. Ga daar verder om ${total} te betalen.`,
  openPayment: {
    continue: "Verder naar de betaling",
    confirm: "Bevestigen bij uw bank",
    change: "Bestelling wijzigen",
    payAnotherWay: "Niet bevestigen, anders betalen",
  },
  checkingTitle: "We controleren uw betaling nog",
  checkingText:
    "Betaal niet opnieuw. De betaaldienst heeft nog niet bevestigd wat er met de betaling is gebeurd. Deze pagina controleert het zelf opnieuw.",

  paymentFailed: (day) => `Uw betaling is op ${day} mislukt en er is niets afgeschreven.`,
  payAgain: "U kunt opnieuw betalen, ook op een andere manier.",
  expiredTitle: "Deze aankoop is verlopen",
  expiredText: "Prijzen gelden maar een paar uur. Er is niets afgeschreven.",
  canceledTitle: "Deze aankoop is geannuleerd",
  canceledText: "Er is niets afgeschreven.",
  buyAgain: "Ga terug naar de chat en vraag om een nieuwe betaallink om deze artikelen te kopen.",
  notSelling: {
    paused: (seller) =>
      `${seller} verkoopt op dit moment niets, dus deze bestelling kan niet worden betaald. Er is niets afgeschreven. Probeer het later opnieuw.`,
    left: (seller) =>
      `${seller} verkoopt hier niet meer, dus deze bestelling kan niet worden betaald. Er is niets afgeschreven.`,
  },

  missing: {
    delivery_address: "Er is een bezorgadres nodig.",
    delivery_option: "De verkoper bezorgt niet op dit adres. Vul een ander adres in.",
    tax_address: "Uw adres is nodig, omdat de belasting afhangt van waar u bent.",
    exact_address: "De belasting hangt af van de precieze plaats. Controleer de postcode en de provincie of staat.",
    tax: "De belasting op deze bestelling kan nu niet worden berekend. Laad deze pagina over een minuut opnieuw.",
    seller:
      "De verkoper kan op dit moment geen betalingen ontvangen, dus deze bestelling kan nog niet worden betaald. Probeer het later opnieuw.",
  },
  problems,
  stopped: {
    totalChanged: (total) => `Het totaal is nu ${total}. Controleer het en betaal dan.`,
    stillChecking:
      "De betaaldienst heeft nog niet geantwoord; de bestelling blijft daarom zoals ze is. Probeer het zo opnieuw.",
    pageNotOpened: "De betaalpagina kon niet worden geopend en er is niets afgeschreven. Probeer het later opnieuw.",
    emailRefused: "De betaaldienst accepteert dit e-mailadres niet en er is niets afgeschreven. Controleer het adres.",
    openedElsewhere:
      "Deze bestelling is in een andere browser geopend en kan alleen daar worden gewijzigd; er is niets gewijzigd. Betalen kan ook hier.",
    codeNotUsed: (code) => `De code ${code} is niet toegepast; de reden staat erbij. U kunt toch betalen.`,
  },

  yourPayment: "Uw betaling",
  paid: "Dank u wel. Uw bestelling is betaald.",
  placed: "Dank u wel. Uw bestelling is geplaatst.",
  orderPage: "De pagina van uw bestelling, om te bewaren of af te drukken",
  notPaid: "Niet betaald",
  notPaidText: "Er is niet betaald en niets afgeschreven. De bestelling is er nog.",
  backToCheckout: "Terug naar afrekenen",

  payment: "Betaling",
  backToOrder: "Terug naar de bestelling",
  paymentForm: {
    title: "Betaalformulier",
    loading:
      "Het betaalformulier wordt geladen. Daarvoor is JavaScript nodig; betaal anders op de pagina van de betaaldienst.",
    failedTitle: "Het betaalformulier kon niet worden getoond",
    failedText: "Er is niets afgeschreven. Betaal op de pagina van de betaaldienst.",
  },
  servicePage: {
    question: "Ontbreekt het formulier?",
    open: "Op de pagina van de betaaldienst betalen",
  },
};

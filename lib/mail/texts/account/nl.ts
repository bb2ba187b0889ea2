import type { AccountTexts } from "./en.ts";

export const nl: AccountTexts = {
  subject: "Uw account bij de betaaldienst heeft u nodig",
  text: "Zonder wat hieronder staat, kan de betaaldienst stoppen met uitbetalen en zijn uw artikelen niet meer te koop.",
  textRestricted:
    "Zolang de betaaldienst niet heeft wat hieronder staat, betaalt die u mogelijk niet uit en zijn uw artikelen mogelijk niet te koop.",
  wanted: "De betaaldienst vraagt om",
  restricted: "Het account is beperkt",
  until: (what, time) => `${what}, uiterlijk ${time}`,
  overdue: (what) => `${what}, te laat`,
  where:
    "Geef antwoord bij de betaaldienst, of vraag de beheerder van de winkel om een link. Er wordt geen link per e-mail gestuurd.",
  footer: (shop) => `U ontvangt dit bericht omdat u verkoopt bij ${shop}.`,
  testTitle: "Testmodus",
  testText: "Deze winkel int geen echt geld.",
  question: (what) => `Nog een vraag: ${what}`,
  kinds: {
    identity: "Wie u bent",
    document: "Een document waaruit uw identiteit blijkt",
    bank_account: "Een bankrekening voor uw geld, of een bewijs daarvan",
    id_number: "Een belasting- of identiteitsnummer",
    address: "Een adres",
    birth: "Een geboortedatum",
    name: "Een naam",
    contact: "Een e-mailadres of telefoonnummer",
    company: "Gegevens van uw bedrijf",
    people: "Wie uw bedrijf bezit, leidt of vertegenwoordigt",
    terms: "Uw akkoord met de voorwaarden van de betaaldienst",
  },
  reasons: {
    overdue: "Iets waar om gevraagd is, is te laat.",
    checking: "Uw antwoorden worden nog gecontroleerd.",
    answers: "Er ontbreken antwoorden.",
    rejected: "Het account is geweigerd.",
    gone: "Het account is niet meer met deze winkel verbonden.",
    other: "De betaaldienst geeft geen reden die hier genoemd kan worden.",
  },
};

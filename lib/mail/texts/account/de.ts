import type { AccountTexts } from "./en.ts";

export const de: AccountTexts = {
  subject: "Ihr Konto beim Zahlungsdienst braucht Sie",
  text: "Ohne die hier genannten Angaben zahlt der Zahlungsdienst Ihnen möglicherweise nichts mehr aus, und Ihre Waren stehen dann nicht mehr zum Verkauf.",
  textRestricted:
    "Bis der Zahlungsdienst die hier genannten Angaben hat, zahlt er Ihnen möglicherweise nichts aus, und Ihre Waren stehen möglicherweise nicht zum Verkauf.",
  wanted: "Der Zahlungsdienst bittet um",
  restricted: "Das Konto ist eingeschränkt",
  until: (what, time) => `${what}, bis ${time}`,
  overdue: (what) => `${what}, überfällig`,
  where:
    "Antworten Sie direkt beim Zahlungsdienst, oder bitten Sie den Betreiber des Shops um einen Link dorthin. Per E-Mail wird kein Link geschickt.",
  footer: (shop) => `Sie erhalten diese Nachricht, weil Sie bei ${shop} verkaufen.`,
  testTitle: "Testmodus",
  testText: "Dieser Shop nimmt kein echtes Geld ein.",
  question: (what) => `Eine weitere Frage: ${what}`,
  kinds: {
    identity: "Wer Sie sind",
    document: "Ein Dokument, das Ihre Identität belegt",
    bank_account: "Ein Bankkonto für Ihr Geld oder ein Nachweis dafür",
    id_number: "Eine Steuer- oder Ausweisnummer",
    address: "Eine Anschrift",
    birth: "Ein Geburtsdatum",
    name: "Ein Name",
    contact: "Eine E-Mail-Adresse oder Telefonnummer",
    company: "Angaben zu Ihrem Unternehmen",
    people: "Wem Ihr Unternehmen gehört, wer es leitet oder vertritt",
    terms: "Ihre Zustimmung zu den Bedingungen des Zahlungsdienstes",
  },
  reasons: {
    overdue: "Eine erbetene Angabe ist überfällig.",
    checking: "Ihre Angaben werden noch geprüft.",
    answers: "Es fehlen Antworten.",
    rejected: "Das Konto wurde abgelehnt.",
    gone: "Das Konto ist nicht mehr mit diesem Shop verbunden.",
    other: "Der Zahlungsdienst nennt keinen Grund, der sich hier wiedergeben lässt.",
  },
};

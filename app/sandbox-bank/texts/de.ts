import type { BankTexts } from "./en.ts";

/** The sandbox bank in German. */
export const de: BankTexts = {
  name: "Testbank",
  simulated: "SIMULIERT. Testbank: Es wird kein echtes Geld bewegt.",
  paymentTo: (seller) => `Zahlung an ${seller}`,
  paidTitle: "Diese Zahlung ist erfolgt",
  paidText: "Ein zweites Mal ist sie hier nicht möglich.",
  closedTitle: "Diese Zahlungsseite wurde geschlossen",
  closedText: "Der Shop hat sie storniert; hier wurde nichts abgebucht.",
  backToShop: "Zurück zum Shop",
  declinedTitle: "Die Karte wurde abgelehnt",
  declinedText: "Es wurde nichts abgebucht. Sie können es mit einer anderen Karte versuchen.",
  explanation:
    "Eine echte Bank würde hier nach einer Karte fragen. Diese fragt Sie, was geschehen soll, damit Sie den Shop ausprobieren können.",
  pay: (amount) => `${amount} zahlen`,
  decline: "Eine Karte verwenden, die abgelehnt wird",
  leave: "Ohne Zahlung verlassen",
  payTwice: "Die Bank versehentlich zweimal abbuchen lassen",
  payTwiceText: "Der Shop muss die zweite Zahlung bemerken und erstatten.",
  confirmTitle: "Kartenzahlung bestätigen (3-D Secure)",
  confirmText:
    "Sie sind dabei, diesen Betrag mit Ihrer Karte zu zahlen. Sind Sie das? Vor Ihrer Bestätigung wird nichts abgebucht.",
  approve: "Diese Zahlung freigeben",
  refuse: "Ablehnen",
  approvedTitle: "Sie haben diese Zahlung freigegeben",
  approvedText: "Im Chat geht es von selbst weiter: Kehren Sie zu seinem Tab zurück.",
  ledgerTitle: (order) => `Bestellung ${order} in den Büchern der Bank`,
  ledgerText:
    "Das sind die eigenen Bücher der Testbank, getrennt von denen des Shops. Eine zweite Abbuchung muss erstattet worden sein.",
  noCharge: "Für diese Bestellung wurde nichts abgebucht.",
  chargeState: {
    captured: "Abgebucht",
    refunded: "Abgebucht und ganz erstattet",
    partially_refunded: "Abgebucht und teilweise erstattet",
    declined: "Abgelehnt",
  },
  refund: "Erstattet",
  net: "Am Ende gezahlt",
  sellersHave: "Was die Verkäufer davon haben",
  sentTo: (seller) => `Überwiesen an ${seller}`,
  takenBack: (seller) => `Von ${seller} zurückgeholt`,
  feeOf: (seller) => `Gebühr von ${seller}`,
  feeGivenBack: "Gebühr erstattet",
  refundByHand:
    "Von Hand erstatten, wie im Dashboard eines Zahlungsdienstes. Der Shop erfährt davon wie von jeder anderen Erstattung.",
  refundAmount: (currency) => `Betrag in ${currency}`,
  giveBack: "Erstatten",
  refundRefused: (most) =>
    `Es wurde nichts erstattet: Der Betrag muss über null liegen und darf höchstens ${most} sein.`,
  backToOrder: "Zurück zur Bestellung",
  refusedTitle: "Sie haben diese Zahlung abgelehnt",
  refusedText: "Es wurde nichts abgebucht. Im Chat geht es von selbst weiter: Kehren Sie zu seinem Tab zurück.",
  canceledTitle: "Diese Zahlung wurde storniert",
  canceledText: "Der Shop verlangt sie nicht mehr, und es wurde nichts abgebucht.",

  accountOf: (seller) => `Konto von ${seller}`,
  onboardingText:
    "Eine echte Bank würde hier Unterlagen verlangen. Diese nimmt Sie beim Wort, damit Sie den Shop ausprobieren können.",
  stillWanted: "Es fehlt noch",
  wanted: {
    identity: "Angaben zur Person oder Firma",
    bank_account: "Ein Bankkonto für Auszahlungen",
    bank_account_verification: "Die Prüfung des Bankkontos",
    identity_document: "Eine Kopie eines Ausweises",
  },
  provide: "Alles angeben",
  nothingWantedTitle: "Es fehlt nichts",
  nothingWantedText: "Für dieses Konto liegt alles vor, was die Bank wissen will.",
};

import type { WalletTexts } from "./en.ts";

export const de: WalletTexts = {
  title: "Mit einer Wallet bezahlen",
  or: "oder",
  unavailable:
    "Diese Wallet kann für diese Bestellung gerade nicht verwendet werden, und es wurde nichts abgebucht. Bitte bezahlen Sie mit der Schaltfläche darunter.",
  unavailableYet:
    "Diese Wallet kann für diese Bestellung gerade nicht verwendet werden, und es wurde nichts abgebucht. Bitte füllen Sie das Formular darunter aus.",
  gives: {
    email: "Ihre Wallet übermittelt Ihre E-Mail-Adresse. Sie sehen dort die Summe, bevor Sie bestätigen.",
    person:
      "Ihre Wallet übermittelt Ihren Namen und Ihre E-Mail-Adresse. Sie sehen dort die Summe, bevor Sie bestätigen.",
    address:
      "Ihre Wallet übermittelt Ihren Namen, Ihre E-Mail-Adresse und Ihre Anschrift. Sie sehen dort die Summe, bevor Sie bestätigen.",
  },
  mayCostLess:
    "Manche Rabatte brauchen Ihre E-Mail-Adresse. Gilt einer für Sie, wird zunächst nichts abgebucht: Diese Seite zeigt die niedrigere Summe, und Sie drücken noch einmal.",
  deliveryOfAll: "Lieferung durch alle Verkäufer",
  says: {
    paying:
      "Die Zahlung mit der Wallet läuft. Bitte zahlen Sie nicht noch einmal, und lassen Sie diese Seite geöffnet.",
    updating: "Diese Seite wird noch aktualisiert. Bitte wählen Sie die Wallet gleich noch einmal.",
    applying:
      "Ihr Rabattcode wird zuerst angewendet. Bitte prüfen Sie die Summe, und wählen Sie die Wallet dann noch einmal.",
    slow: "Die Zahlung dauert länger als sonst. Bitte zahlen Sie nicht noch einmal: Diese Seite zeigt, was daraus geworden ist.",
    undelivered:
      "Diese Bestellung kann mit der Wallet nicht dorthin geliefert werden. Bitte wählen Sie dort eine andere Adresse, oder füllen Sie das Formular darunter aus.",
    unanswered:
      "Die Summe für diese Adresse konnte gerade nicht ermittelt werden. Bitte wählen Sie die Wallet gleich noch einmal, oder füllen Sie das Formular darunter aus.",
  },
  confirmText:
    "Die Zahlung, die Sie mit Ihrer Wallet begonnen haben, wird ausgeführt, sobald Sie sie bestätigen. Vorher wird nichts abgebucht.",
  sandbox: {
    open: "Sandbox-Wallet (simuliert)",
    title: "Sandbox-Wallet",
    simulated: "SIMULIERT. Es fließt kein echtes Geld. Wählen Sie eine Karte, um zu sehen, was geschieht.",
    amount: (total, seller) => `${total} an ${seller}`,
    address: "Liefern an",
    delivery: "Lieferung",
    undelivered: "Dorthin wird nichts geliefert. Bitte wählen Sie eine andere Adresse.",
    working: "Die Summe wird berechnet …",
    cards: {
      ok: "Eine Karte, die angenommen wird",
      declined: "Eine Karte, die abgelehnt wird",
      "3ds": "Eine Karte, die die Bank bestätigen lässt",
      timeout_captured: "Eine Karte, deren Antwort verloren geht",
    },
    cancel: "Abbrechen",
  },
};

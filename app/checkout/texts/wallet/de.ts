import type { WalletTexts } from "./en.ts";

export const de: WalletTexts = {
  title: "Mit einer Wallet bezahlen",
  or: "oder",
  unavailable:
    "Diese Wallet kann für diese Bestellung gerade nicht verwendet werden, und es wurde nichts abgebucht. Bitte bezahlen Sie mit der Schaltfläche darunter.",
  says: {
    paying:
      "Die Zahlung mit der Wallet läuft. Bitte zahlen Sie nicht noch einmal, und lassen Sie diese Seite geöffnet.",
    updating: "Diese Seite wird noch aktualisiert. Bitte wählen Sie die Wallet gleich noch einmal.",
    applying:
      "Ihr Rabattcode wird zuerst angewendet. Bitte prüfen Sie die Summe, und wählen Sie die Wallet dann noch einmal.",
    slow: "Die Zahlung dauert länger als sonst. Bitte zahlen Sie nicht noch einmal: Diese Seite zeigt, was daraus geworden ist.",
  },
  confirmText:
    "Die Zahlung, die Sie mit Ihrer Wallet begonnen haben, wird ausgeführt, sobald Sie sie bestätigen. Vorher wird nichts abgebucht.",
  sandbox: {
    open: "Sandbox-Wallet (simuliert)",
    title: "Sandbox-Wallet",
    simulated: "SIMULIERT. Es fließt kein echtes Geld. Wählen Sie eine Karte, um zu sehen, was geschieht.",
    amount: (total, seller) => `${total} an ${seller}`,
    cards: {
      ok: "Eine Karte, die angenommen wird",
      declined: "Eine Karte, die abgelehnt wird",
      "3ds": "Eine Karte, die die Bank bestätigen lässt",
      timeout_captured: "Eine Karte, deren Antwort verloren geht",
    },
    cancel: "Abbrechen",
  },
};

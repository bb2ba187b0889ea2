import type { WalletTexts } from "./en.ts";

export const de: WalletTexts = {
  title: "Mit einer Wallet bezahlen",
  or: "oder",
  unavailable:
    "Diese Wallet kann für diese Bestellung gerade nicht verwendet werden, und es wurde nichts abgebucht. Bitte bezahlen Sie mit der Schaltfläche darunter.",
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

import type { WalletTexts } from "./en.ts";

export const nl: WalletTexts = {
  title: "Betalen met een wallet",
  or: "of",
  unavailable:
    "Deze wallet kan nu niet voor deze bestelling worden gebruikt en er is niets afgeschreven. Betaal met de knop eronder.",
  sandbox: {
    open: "Testwallet (gesimuleerd)",
    title: "Testwallet",
    simulated: "SIMULATIE. Er gaat geen echt geld om. Kies een kaart om te zien wat er gebeurt.",
    amount: (total, seller) => `${total} aan ${seller}`,
    cards: {
      ok: "Een kaart die wordt geaccepteerd",
      declined: "Een kaart die wordt geweigerd",
      "3ds": "Een kaart die de bank laat bevestigen",
      timeout_captured: "Een kaart waarvan het antwoord verloren gaat",
    },
    cancel: "Annuleren",
  },
};

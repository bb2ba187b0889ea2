import type { WalletTexts } from "./en.ts";

export const nl: WalletTexts = {
  title: "Betalen met een wallet",
  or: "of",
  unavailable:
    "Deze wallet kan nu niet voor deze bestelling worden gebruikt en er is niets afgeschreven. Betaal met de knop eronder.",
  says: {
    paying: "De betaling met de wallet is bezig. Betaal niet opnieuw en houd deze pagina open.",
    updating: "Deze pagina wordt nog bijgewerkt. Kies de wallet zo meteen opnieuw.",
    applying: "Uw kortingscode wordt eerst toegepast. Controleer het totaal en kies de wallet daarna opnieuw.",
    slow: "De betaling duurt langer dan gewoonlijk. Betaal niet opnieuw: deze pagina laat zien wat ervan is geworden.",
  },
  confirmText:
    "De betaling die u met uw wallet bent begonnen, gaat door zodra u haar bevestigt. Daarvoor wordt niets afgeschreven.",
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

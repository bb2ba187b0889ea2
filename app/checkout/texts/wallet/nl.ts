import type { WalletTexts } from "./en.ts";

export const nl: WalletTexts = {
  title: "Betalen met een wallet",
  or: "of",
  unavailable:
    "Deze wallet kan nu niet voor deze bestelling worden gebruikt en er is niets afgeschreven. Betaal met de knop eronder.",
  unavailableYet:
    "Deze wallet kan nu niet voor deze bestelling worden gebruikt en er is niets afgeschreven. Vul het formulier eronder in.",
  gives: {
    email: "Uw wallet geeft uw e-mailadres door. U ziet daar het totaal voordat u bevestigt.",
    person: "Uw wallet geeft uw naam en uw e-mailadres door. U ziet daar het totaal voordat u bevestigt.",
    address: "Uw wallet geeft uw naam, uw e-mailadres en uw adres door. U ziet daar het totaal voordat u bevestigt.",
  },
  mayCostLess:
    "Voor sommige kortingen is uw e-mailadres nodig. Geldt er een voor u, dan wordt eerst niets afgeschreven: deze pagina toont het lagere totaal, en u drukt nog één keer.",
  deliveryOfAll: "Levering door alle verkopers",
  says: {
    paying: "De betaling met de wallet is bezig. Betaal niet opnieuw en houd deze pagina open.",
    updating: "Deze pagina wordt nog bijgewerkt. Kies de wallet zo meteen opnieuw.",
    applying: "Uw kortingscode wordt eerst toegepast. Controleer het totaal en kies de wallet daarna opnieuw.",
    slow: "De betaling duurt langer dan gewoonlijk. Betaal niet opnieuw: deze pagina laat zien wat ervan is geworden.",
    undelivered:
      "Deze bestelling kan met de wallet niet daarheen worden verzonden. Kies daarin een ander adres of vul het formulier eronder in.",
    unanswered:
      "Het totaal voor dat adres kon nu niet worden berekend. Kies de wallet zo meteen opnieuw of vul het formulier eronder in.",
  },
  confirmText:
    "De betaling die u met uw wallet bent begonnen, gaat door zodra u haar bevestigt. Daarvoor wordt niets afgeschreven.",
  sandbox: {
    open: "Testwallet (gesimuleerd)",
    title: "Testwallet",
    simulated: "SIMULATIE. Er gaat geen echt geld om. Kies een kaart om te zien wat er gebeurt.",
    amount: (total, seller) => `${total} aan ${seller}`,
    address: "Verzenden naar",
    delivery: "Levering",
    undelivered: "Daar wordt niets bezorgd. Kies een ander adres.",
    working: "Het totaal wordt berekend…",
    cards: {
      ok: "Een kaart die wordt geaccepteerd",
      declined: "Een kaart die wordt geweigerd",
      "3ds": "Een kaart die de bank laat bevestigen",
      timeout_captured: "Een kaart waarvan het antwoord verloren gaat",
    },
    cancel: "Annuleren",
  },
};

import type { WalletTexts } from "./en.ts";

export const fr: WalletTexts = {
  title: "Payer avec un portefeuille numérique",
  or: "ou",
  unavailable:
    "Ce portefeuille ne peut pas être utilisé pour cette commande pour le moment, et rien n’a été débité. Veuillez payer avec le bouton situé en dessous.",
  sandbox: {
    open: "Portefeuille de test (simulé)",
    title: "Portefeuille de test",
    simulated: "SIMULATION. Aucun argent réel ne circule. Choisissez une carte pour voir ce qui se passe.",
    amount: (total, seller) => `${total} à ${seller}`,
    cards: {
      ok: "Une carte qui est acceptée",
      declined: "Une carte qui est refusée",
      "3ds": "Une carte que la banque demande de confirmer",
      timeout_captured: "Une carte dont la réponse se perd",
    },
    cancel: "Annuler",
  },
};

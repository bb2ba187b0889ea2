import type { WalletTexts } from "./en.ts";

export const fr: WalletTexts = {
  title: "Payer avec un portefeuille numérique",
  or: "ou",
  unavailable:
    "Ce portefeuille ne peut pas être utilisé pour cette commande pour le moment, et rien n’a été débité. Veuillez payer avec le bouton situé en dessous.",
  unavailableYet:
    "Ce portefeuille ne peut pas être utilisé pour cette commande pour le moment, et rien n’a été débité. Veuillez remplir le formulaire ci-dessous.",
  gives: {
    email: "Votre portefeuille transmet votre adresse e-mail. Vous y voyez le total avant de confirmer.",
    person: "Votre portefeuille transmet votre nom et votre adresse e-mail. Vous y voyez le total avant de confirmer.",
    address:
      "Votre portefeuille transmet votre nom, votre adresse e-mail et votre adresse postale. Vous y voyez le total avant de confirmer.",
  },
  mayCostLess:
    "Certaines réductions demandent votre adresse e-mail. Si l’une vous concerne, rien n’est débité d’abord : cette page affiche le total réduit, et vous appuyez encore une fois.",
  deliveryOfAll: "Livraison par tous les vendeurs",
  says: {
    paying:
      "Le paiement avec le portefeuille est en cours. Ne payez pas une seconde fois et gardez cette page ouverte.",
    updating:
      "Cette page est encore en cours de mise à jour. Veuillez choisir de nouveau le portefeuille dans un instant.",
    applying:
      "Votre code de réduction est d’abord appliqué. Vérifiez le total, puis choisissez de nouveau le portefeuille.",
    slow: "Le paiement prend plus de temps que d’habitude. Ne payez pas une seconde fois : cette page indiquera ce qu’il en est.",
    undelivered:
      "Cette commande ne peut pas être envoyée là-bas avec le portefeuille. Veuillez y choisir une autre adresse ou remplir le formulaire ci-dessous.",
    unanswered:
      "Le total pour cette adresse n’a pas pu être calculé pour le moment. Veuillez choisir de nouveau le portefeuille dans un instant ou remplir le formulaire ci-dessous.",
  },
  confirmText:
    "Le paiement commencé avec votre portefeuille sera effectué dès que vous l’aurez confirmé. Rien n’est débité avant.",
  sandbox: {
    open: "Portefeuille de test (simulé)",
    title: "Portefeuille de test",
    simulated: "SIMULATION. Aucun argent réel ne circule. Choisissez une carte pour voir ce qui se passe.",
    amount: (total, seller) => `${total} à ${seller}`,
    address: "Livrer à",
    delivery: "Livraison",
    undelivered: "Rien n’est livré à cet endroit. Veuillez choisir une autre adresse.",
    working: "Calcul du total…",
    cards: {
      ok: "Une carte qui est acceptée",
      declined: "Une carte qui est refusée",
      "3ds": "Une carte que la banque demande de confirmer",
      timeout_captured: "Une carte dont la réponse se perd",
    },
    cancel: "Annuler",
  },
};

import type { ErrorTexts } from "./en.ts";

export const fr: ErrorTexts = {
  notFound: "Introuvable",
  noSuchPage: "Cette page n’existe pas",
  noSuchPageText:
    "L’adresse est peut-être incomplète. Si vous venez d’une conversation, retournez-y et rouvrez le paiement ou la commande.",

  wrong: "Un problème est survenu",
  wrongOnOurSide: "Un problème est survenu de notre côté",
  notChargedTwice: "Vous ne serez pas débité deux fois si vous réessayez.",
  ifYouWerePaying: "Si vous étiez en train de payer, rechargez la page pour voir ce qu’est devenu le paiement.",
  reload: "Recharger la page",
};

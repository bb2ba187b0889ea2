import type { PolicyWords } from "./en.ts";

export const fr: PolicyWords = {
  exampleTitle: "Un texte d’exemple",
  exampleText:
    "Ceci est une boutique de démonstration. Avant de vendre, remplacez cette page par votre propre texte et faites-le vérifier pour les pays où vous vendez.",
  isEnglish: "Le texte lui-même est en anglais.",
  shipping: {
    introduction:
      "La page de commande indique le prix de la livraison à votre adresse avant le paiement. Les prix sont dans la devise de l’article. Là où une taxe s’ajoute aux prix, elle peut aussi s’ajouter à la livraison.",
    everywhereElse: "Partout ailleurs",
    price: "Prix",
    priceFrom: "À partir de",
    fewPlaces: "Pas à toutes les adresses : la page de commande indique si c’est proposé pour la vôtre.",
    freeFrom: "Gratuit dès",
  },
};

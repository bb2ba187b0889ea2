import type { RefusalTexts } from "./en.ts";

export const fr: RefusalTexts = {
  400: {
    title: "Requête incorrecte",
    text: "Cette adresse ou cette requête est illisible. Revenez en arrière et réessayez le lien.",
  },
  403: {
    title: "Pas depuis ici",
    text: "Ce formulaire a été envoyé depuis un autre site. Ouvrez la page ici et renvoyez-le.",
  },
  404: { title: "Introuvable", text: "Il n’y a pas de page à cette adresse." },
  405: { title: "Méthode non autorisée", text: "Cette adresse n’accepte pas ce genre de requête." },
  408: { title: "Trop lent", text: "La requête a mis trop de temps à arriver. Revenez en arrière et réessayez." },
  413: { title: "Trop volumineux", text: "Ce qui a été envoyé est trop long pour cette adresse." },
  414: { title: "Adresse trop longue", text: "L’adresse est trop longue. Revenez en arrière et réessayez le lien." },
  429: {
    title: "Trop de requêtes",
    text: "Il y a eu trop de requêtes en peu de temps. Attendez un instant et réessayez.",
  },
  431: {
    title: "En-têtes trop longs",
    text: "Les en-têtes de la requête sont trop longs. Supprimer les cookies de ce site aide.",
  },
  500: {
    title: "Un problème est survenu",
    text: "La boutique n’a pas pu répondre. Réessayez dans un instant : rien ne sera débité deux fois.",
  },
  501: { title: "Non compris", text: "La requête est encodée d’une façon que cette boutique ne lit pas." },
  503: {
    title: "Pas encore prête",
    text: "La boutique est en train de démarrer ou de s’arrêter. Réessayez dans un instant.",
  },
  505: { title: "Version non prise en charge", text: "Cette boutique répond en HTTP/1.1." },
  toTheShop: "Aller à la boutique",
};

import type { OrderTexts } from "./en.tsx";

export const fr: OrderTexts = {
  title: (number) => `Commande ${number}`,
  keepAddress:
    "Conservez l’adresse de cette page pour y revenir : toute personne qui la connaît peut voir la commande.",
  questions: (link) => (
    <>
      Des questions ? Voir {link("returns", "les retours")} et {link("shipping", "la livraison")}.
    </>
  ),
  buyAgain: "Acheter à nouveau",
  print: "Imprimer ou enregistrer en PDF",
  sandboxLedger: "Voir ce qu’a fait la banque de test",
  notSoldTitle: "Impossible de racheter exactement la même chose",
  notSold:
    "Un article de cette commande est épuisé ou n’est plus en vente. Demandez-le dans la conversation pour voir ce qui existe maintenant.",
};

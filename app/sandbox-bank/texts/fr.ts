import type { BankTexts } from "./en.ts";

/** The sandbox bank in French. */
export const fr: BankTexts = {
  name: "Banque de test",
  simulated: "SIMULATION. Banque de test : aucun argent réel n’est échangé.",
  paymentTo: (seller) => `Paiement à ${seller}`,
  paidTitle: "Ce paiement a été effectué",
  paidText: "Il ne peut pas être effectué une seconde fois ici.",
  closedTitle: "Cette page de paiement a été fermée",
  closedText: "La boutique l’a annulée, et rien n’a été débité ici.",
  backToShop: "Retour à la boutique",
  declinedTitle: "La carte a été refusée",
  declinedText: "Rien n’a été débité. Vous pouvez essayer une autre carte.",
  explanation:
    "Une vraie banque demanderait une carte ici. Celle-ci vous demande ce qui doit se passer, pour que vous puissiez essayer la boutique.",
  pay: (amount) => `Payer ${amount}`,
  decline: "Utiliser une carte refusée",
  leave: "Quitter sans payer",
  payTwice: "Laisser la banque débiter deux fois par erreur",
  payTwiceText: "La boutique doit s’en apercevoir et rembourser le second paiement.",
  confirmTitle: "Confirmer un paiement par carte (3-D Secure)",
  confirmText:
    "Vous êtes sur le point de payer ce montant avec votre carte. Est-ce bien vous ? Rien n’est débité avant votre confirmation.",
  approve: "Approuver ce paiement",
  refuse: "Le refuser",
  approvedTitle: "Vous avez approuvé ce paiement",
  approvedText: "La conversation continue d’elle-même : retournez à son onglet.",
  ledgerTitle: (order) => `Commande ${order} dans les livres de la banque`,
  ledgerText:
    "Ce sont les livres de la banque de test, distincts de ceux de la boutique. Un second débit doit avoir été remboursé.",
  noCharge: "Rien n’a été débité pour cette commande.",
  chargeState: {
    captured: "Débité",
    refunded: "Débité et remboursé en totalité",
    partially_refunded: "Débité et remboursé en partie",
    declined: "Refusé",
  },
  refund: "Remboursé",
  net: "Payé au final",
  backToOrder: "Retour à la commande",
  refusedTitle: "Vous avez refusé ce paiement",
  refusedText: "Rien n’a été débité. La conversation continue d’elle-même : retournez à son onglet.",
  canceledTitle: "Ce paiement a été annulé",
  canceledText: "La boutique ne le demande plus, et rien n’a été débité.",
};

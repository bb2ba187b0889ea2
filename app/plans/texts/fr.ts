import type { PlanTexts } from "./en.ts";

export const fr: PlanTexts = {
  pageTitle: "S’abonner",
  price: (price, interval) => (interval === "month" ? `${price} par mois` : `${price} par an`),
  renewal: (interval) =>
    interval === "month"
      ? "Débité maintenant, puis chaque mois jusqu’à la résiliation. Vous gardez jusqu’à son terme ce que vous avez payé."
      : "Débité maintenant, puis chaque année jusqu’à la résiliation. Vous gardez jusqu’à son terme ce que vous avez payé.",
  email: "Adresse e-mail",
  emailHint: "Pour les reçus.",
  subscribe: "S’abonner",
  problems: {
    email: "Veuillez saisir l’adresse e-mail sous la forme nom@example.com.",
    price: "Le prix a changé. Veuillez le vérifier avant de vous abonner.",
    already_subscribed: "Un abonnement existe déjà. Rien n’a été débité.",
    still_checking:
      "Le service de paiement n’a pas encore confirmé une tentative précédente. Veuillez réessayer plus tard.",
    rejected: "La page de paiement n’a pas pu être ouverte, et rien n’a été débité. Veuillez réessayer plus tard.",
  },

  donePageTitle: "Votre abonnement",
  titles: {
    pending: "Nous vérifions encore votre paiement",
    active: "Merci. Votre abonnement est actif.",
    past_due: "Votre dernier paiement a échoué",
    ended: "Pas d’abonnement",
  },
  state: {
    pending: (plan) =>
      `${plan} : ne payez pas une seconde fois. Le service de paiement n’a pas encore confirmé votre paiement.`,
    active: (plan, until) => `${plan} : payé jusqu’au ${until}.`,
    past_due: (plan, until) => `${plan} : payé jusqu’au ${until}. Le service de paiement réessaiera et vous écrira.`,
    ended: (plan, until) =>
      until === null ? `${plan} : rien n’a été payé, et rien ne sera débité.` : `${plan} : terminé le ${until}.`,
  },
  paid: (price, interval) =>
    interval === "month"
      ? `Vous avez payé ${price}. Sauf résiliation, ${price} seront débités de nouveau à cette date, puis chaque mois.`
      : `Vous avez payé ${price}. Sauf résiliation, ${price} seront débités de nouveau à cette date, puis chaque année.`,
  manage: (seller) => `Pour résilier ou changer de carte, rendez-vous sur le site de ${seller}.`,
};

import type { PlanTexts } from "./en.ts";

export const nl: PlanTexts = {
  pageTitle: "Abonneren",
  price: (price, interval) => (interval === "month" ? `${price} per maand` : `${price} per jaar`),
  renewal: (interval) =>
    interval === "month"
      ? "Wordt nu en daarna elke maand afgeschreven tot u opzegt. Wat u hebt betaald, houdt u tot het einde."
      : "Wordt nu en daarna elk jaar afgeschreven tot u opzegt. Wat u hebt betaald, houdt u tot het einde.",
  email: "E-mailadres",
  emailHint: "Voor de bonnen.",
  subscribe: "Abonneren",
  problems: {
    email: "Vul het e-mailadres in zoals naam@example.com.",
    price: "De prijs is gewijzigd. Controleer hem voordat u zich abonneert.",
    already_subscribed: "Er is al een abonnement. Er is niets afgeschreven.",
    still_checking: "De betaaldienst heeft een eerdere poging nog niet bevestigd. Probeer het later opnieuw.",
    rejected: "De betaalpagina kon niet worden geopend en er is niets afgeschreven. Probeer het later opnieuw.",
  },

  donePageTitle: "Uw abonnement",
  titles: {
    pending: "We controleren uw betaling nog",
    active: "Dank u wel. Uw abonnement is actief.",
    past_due: "Uw laatste betaling is mislukt",
    ended: "Geen abonnement",
  },
  state: {
    pending: (plan) => `${plan}: betaal niet opnieuw. De betaaldienst heeft uw betaling nog niet bevestigd.`,
    active: (plan, until) => `${plan}: betaald tot ${until}.`,
    past_due: (plan, until) => `${plan}: betaald tot ${until}. De betaaldienst probeert het opnieuw en schrijft u.`,
    ended: (plan, until) =>
      until === null
        ? `${plan}: er is niets betaald en er wordt niets afgeschreven.`
        : `${plan}: geëindigd op ${until}.`,
  },
  paid: (price, interval) =>
    interval === "month"
      ? `U hebt ${price} betaald. Als u niet opzegt, wordt op dat moment en daarna elke maand opnieuw ${price} afgeschreven.`
      : `U hebt ${price} betaald. Als u niet opzegt, wordt op dat moment en daarna elk jaar opnieuw ${price} afgeschreven.`,
  manage: (seller) => `Opzeggen of uw kaart wijzigen kan op de website van ${seller}.`,
};

import type { TranslatedCard } from "./card.ts";

const rejected: Readonly<Record<Parameters<TranslatedCard["codeNotUsed"]>[1], (code: string) => string>> = {
  unknown: (code) => `Le code « ${code} » n’existe pas.`,
  expired: (code) => `Le code « ${code} » a expiré.`,
  minimum_not_met: (code) => `Le montant de la commande est trop faible pour le code « ${code} ».`,
  used_up: (code) => `Le code « ${code} » est épuisé.`,
  wrong_currency: (code) => `Le code « ${code} » ne s’applique pas dans cette devise.`,
  not_combinable: (code) => `Le code « ${code} » n’est pas cumulable avec l’autre remise.`,
  not_started: (code) => `Le code « ${code} » n’est pas encore valable.`,
  not_applicable: (code) => `Le code « ${code} » vaut pour d’autres articles ou pour une plus grande quantité.`,
  customer_limit: (code) =>
    `Vous avez utilisé le code « ${code} » autant de fois que possible, ou vous payez une autre commande avec ce code.`,
  first_order_only: (code) => `Le code « ${code} » vaut pour une première commande.`,
};

export const fr: TranslatedCard = {
  missing: {
    delivery_address: "Il manque une adresse de livraison.",
    delivery_option: "Le vendeur ne livre pas à cette adresse. Veuillez en indiquer une autre.",
    tax_address: "Votre adresse est nécessaire, car la taxe dépend de votre lieu de résidence. Rien n’y est envoyé.",
    exact_address:
      "La taxe dépend du lieu exact, et cette adresse n’est pas assez précise. Veuillez vérifier le code postal et la région.",
    tax: "La taxe sur cette commande ne peut pas être calculée pour le moment. Veuillez réessayer dans une minute.",
    seller:
      "Le vendeur ne peut pas recevoir de paiements pour le moment, cette commande ne peut donc pas encore être payée. Veuillez réessayer plus tard.",
  },
  codeNotUsed: (code, reason) => rejected[reason](code),
  named: (title) => `« ${title} »`,
  awaited: (title, words) => `« ${title} » : ${words}.`,
  addressGivenOnPage: () =>
    "L’adresse de livraison a été indiquée sur la page du vendeur. Elle n’est pas affichée ici et ne peut être modifiée que là-bas.",
  addressRemembered: () =>
    "L’adresse de livraison est celle que cette boutique a enregistrée pour vous. Vous pouvez la modifier.",
  includedTax: (amount, name) => `Les prix comprennent ${amount} de ${name}.`,
  deliveryTax: (amount, name) => `La livraison comprend ${amount} de ${name}.`,
  lineDiscount: (title, amount, line) => `${title} : ${amount} de remise sur « ${line} ».`,
  totals: {
    items_base_amount: "Articles",
    items_discount: "Économies",
    subtotal: "Sous-total",
    discount: "Remise",
    fulfillment: "Livraison",
    tax: "Taxes",
    fee: "Frais",
    total: "Total",
  },
  paymentFailed: (day) => `Le paiement effectué sur la page de paiement a échoué le ${day} et rien n’a été débité.`,
  locked: "Rien n’a été modifié : cette commande est payée, fermée ou en cours de paiement.",
  givenOnPage: "Cela a été indiqué sur la page du vendeur et ne peut être modifié que là.",
  pre_order: (day) => (day === null ? "En précommande" : `Précommande, expédition à partir du ${day}`),
  backorder: (day) =>
    day === null ? "En réapprovisionnement" : `En réapprovisionnement, expédition à partir du ${day}`,
};

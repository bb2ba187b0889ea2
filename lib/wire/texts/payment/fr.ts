import type { MissingDetail } from "../../../checkout/session.ts";
import type { ShownPart } from "../../../checkout/shown.ts";
import { counted } from "../../text-tables.ts";
import { amountText } from "./amount-text.ts";
import type { PaymentTexts } from "./en.ts";

const REFUSED_CARD = "Votre banque a refusé cette carte. Veuillez en utiliser une autre.";

const missing: Readonly<Record<MissingDetail | "buyer_email", string>> = {
  delivery_address: "Une adresse de livraison est nécessaire.",
  delivery_option: "Le vendeur ne livre pas à cette adresse. Veuillez en indiquer une autre.",
  tax_address: "Votre adresse est nécessaire, car la taxe dépend de l’endroit où vous êtes. Rien n’y sera envoyé.",
  exact_address:
    "La taxe dépend du lieu exact, et cette adresse ne suffit pas. Veuillez vérifier le code postal et la région.",
  tax: "La taxe de cette commande ne peut pas être calculée pour le moment. Veuillez réessayer dans une minute.",
  seller:
    "Le vendeur ne peut pas recevoir de paiements pour le moment, cette commande ne peut donc pas encore être payée. Veuillez réessayer plus tard.",
  buyer_email: "Une adresse e-mail est nécessaire pour le reçu.",
};

const parts: Readonly<Record<ShownPart, string>> = {
  lines: "articles",
  delivery_address: "adresse de livraison",
  delivery: "livraison",
  buyer: "coordonnées",
  discount_codes: "codes promo",
  total: "total",
};

export const fr: PaymentTexts = {
  missingAtPayment: (detail) => `${missing[detail]} Rien n’a été débité.`,
  declines: {
    insufficient_funds: "La carte a été refusée faute de provision. Veuillez en utiliser une autre.",
    expired_card: "La carte a expiré. Veuillez en utiliser une autre.",
    authentication_failed:
      "La banque n’a pas pu confirmer ce paiement. Veuillez réessayer ou utiliser une autre carte.",
    card_declined: REFUSED_CARD,
    suspected_fraud: REFUSED_CARD,
    other: REFUSED_CARD,
  },
  refusals: {
    still_checking:
      "Nous vérifions encore votre paiement. Ne payez pas une seconde fois : l’état de la commande indiquera le résultat dès qu’il sera connu.",
    payment_in_progress:
      "Un autre paiement est en cours pour cette commande. Ne payez pas une seconde fois : consultez d’abord l’état de la commande.",
    token_invalid:
      "Cette autorisation de paiement n’est plus valable, et rien n’a été débité. Veuillez recommencer le paiement.",
    instant_unavailable:
      "Le paiement n’est pas possible ici pour le moment, et rien n’a été débité. Veuillez passer par la page de paiement du vendeur.",
    payment_rejected:
      "Le paiement n’a pas pu être effectué ici, et rien n’a été débité. Veuillez passer par la page de paiement du vendeur.",
    provider_busy: "Le service de paiement est surchargé, et rien n’a été débité. Veuillez réessayer dans une minute.",
    seller_not_ready:
      "Le vendeur ne peut pas recevoir de paiements pour le moment, et rien n’a été débité. Veuillez réessayer plus tard.",
    discount_used_up:
      "Une réduction ne s’applique plus : elle est épuisée, ou vous l’avez déjà utilisée. Rien n’a été débité. Veuillez vérifier le nouveau total avant de payer.",
    too_many_pages:
      "Vous avez trop de commandes non payées en cours, et rien n’a été débité. Veuillez en payer ou en annuler une, ou réessayer dans quelques minutes.",
    closed: "Cette commande est fermée, et rien n’a été débité. Veuillez en commencer une nouvelle.",
  },
  confirmAtBank: "Votre banque vous demande de confirmer ce paiement.",
  amountNotTaken: amountText({
    too_low: (limit) =>
      `Le total est trop bas pour être payé : le service de paiement accepte ${limit} ou plus. Rien n’a été débité. Veuillez ajouter un article ou retirer un code promo.`,
    too_high: (limit) =>
      `Le total est trop élevé pour un seul paiement : le service de paiement accepte ${limit} au plus. Rien n’a été débité. Veuillez en faire deux commandes.`,
    refused: "Le service de paiement n’accepte pas ce total, et rien n’a été débité. Veuillez modifier la commande.",
    not_exact:
      "Le service de paiement ne peut pas encaisser exactement ce total dans cette devise, et rien n’a été débité. Veuillez modifier la commande.",
  }),
  changed: (changed) =>
    `La commande a changé depuis son affichage (${changed.map((part) => parts[part]).join(", ")}), et rien n’a été débité. Veuillez la vérifier avant de payer.`,
  heldByOthers: (title) =>
    `D’autres acheteurs sont en train de payer les derniers exemplaires de « ${title} », et rien n’a été débité. Veuillez réessayer dans quelques minutes.`,
  noLongerSold: (title) => `« ${title} » n’est plus en vente, et rien n’a été débité.`,
  priceRaised: (title) =>
    `Le prix de « ${title} » a augmenté, et rien n’a été débité. Veuillez vérifier le nouveau total avant de payer.`,
  soldOut: (title, left) =>
    left > 0
      ? `${counted({ one: "Il ne reste que {count} exemplaire", other: "Il ne reste que {count} exemplaires" }, left, "fr")} de « ${title} », et rien n’a été débité.`
      : `« ${title} » vient d’être épuisé, et rien n’a été débité.`,
};

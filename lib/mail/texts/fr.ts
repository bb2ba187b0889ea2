import type { MailTexts } from "./en.ts";

export const fr: MailTexts = {
  testSubject: (subject) => `[Test] ${subject}`,
  testTitle: "Commande de test",
  testText: "Aucun argent réel n’a été payé et rien ne sera envoyé.",

  viewOrder: "Voir la commande",
  moreItems: { one: "et {count} autre article", other: "et {count} autres articles" },
  itemsAt: (quantity, price) => `${quantity} × ${price}`,
  regularPrice: (price) => `Prix habituel ${price}`,
  itemsTotal: "Articles",
  saleSavings: "Économies",
  soldBy: (seller) => `Vendu par ${seller}`,
  policies: { returns: "Retours", terms: "Conditions de vente" },
  delivery: "Livraison",
  deliveryBy: (service, carrier) => `${service}, ${carrier}`,
  free: "Offerte",
  tax: "Taxes",
  fee: "Frais",
  total: "Total",
  pricesInclude: (tax) => `Inclus dans les prix : ${tax}`,
  deliveryIncludes: (tax) => `Inclus dans la livraison : ${tax}`,
  reverseCharge: "Autoliquidation : la TVA est due par le preneur.",
  vatNumber: (number) => `Numéro de TVA ${number}`,
  deliveryAddress: "Adresse de livraison",
  billingAddress: "Adresse de facturation",
  expected: (first, last) => `Livraison prévue du ${first} au ${last}`,
  footer: (seller) => `Vous recevez ce message parce que vous avez acheté chez ${seller}.`,

  order_placed: {
    subject: (seller, number) => `Votre commande ${number} chez ${seller}`,
    heading: "Merci pour votre commande",
    text: (seller, number, amount) =>
      `Votre commande ${number} et votre paiement de ${amount} sont bien parvenus à ${seller}.`,
    textOfNothing: (seller, number) =>
      `Votre commande ${number} est bien parvenue à ${seller}. Il n’y avait rien à payer.`,
  },
  order_canceled: {
    subject: (number) => `Votre commande ${number} a été annulée`,
    heading: "Votre commande a été annulée",
    text: (seller, number) =>
      `Votre commande ${number} a été annulée par ${seller}. Vous n’avez rien payé et rien ne sera envoyé. Un code que vous avez utilisé peut servir à nouveau.`,
  },
  order_shipped: {
    subject: (number) => `Votre commande ${number} est en route`,
    subjectPart: (number) => `Une partie de votre commande ${number} est en route`,
    heading: "En route vers vous",
    headingPart: "Une partie de votre commande est en route",
    text: (number, carrier) =>
      carrier === null
        ? `Nous vous avons envoyé ces articles de votre commande ${number}.`
        : `Nous avons remis à ${carrier} ces articles de votre commande ${number}.`,
    stillToCome: "Le reste de votre commande suivra.",
    tracking: "Numéro de suivi",
    track: "Suivre le colis",
  },
  order_delivered: {
    subject: (number) => `Votre commande ${number} a été livrée`,
    subjectPart: (number) => `Une partie de votre commande ${number} a été livrée`,
    heading: "Livré",
    headingPart: "Une partie de votre commande a été livrée",
    text: (number, carrier) =>
      carrier === null
        ? `Ces articles de votre commande ${number} ont été livrés.`
        : `${carrier} a livré ces articles de votre commande ${number}.`,
    missing: "S’il manque un article ou s’il est abîmé, répondez à ce message.",
    stillToCome: "Le reste de votre commande suivra.",
  },
  refund_made: {
    subject: (amount, number) => `Votre remboursement de ${amount} pour la commande ${number}`,
    heading: (amount) => `Nous vous avons remboursé ${amount}`,
    text: (number) =>
      `Le remboursement de la commande ${number} est versé sur la carte ou le compte utilisé pour le paiement. Les banques mettent en général 5 à 10 jours à l’afficher.`,
  },
  refund_failed: {
    subject: (number) => `Un remboursement pour la commande ${number} ne vous est pas parvenu`,
    heading: "Un remboursement ne vous est pas parvenu",
    text: (amount, number, seller) =>
      `Votre banque a retourné le remboursement de ${amount} pour la commande ${number} : la carte ou le compte est peut-être clôturé. Cet argent vous appartient toujours et vous sera rendu autrement par ${seller}.`,
    reply: "Répondez à ce message si vous voulez indiquer où l’envoyer.",
  },
  debit_failed: {
    subject: (seller) => `Votre paiement à ${seller} n’a pas abouti`,
    heading: "Votre paiement n’a pas abouti",
    text: (amount, seller) =>
      `Votre banque n’a pas versé ${amount} à ${seller}. Rien ne vous a été débité et il n’y a pas de commande.`,
    open: "Votre panier est toujours là. Vous pouvez payer autrement :",
    pay: "Retour au paiement",
    closed: "Le paiement est clos entre-temps. Commandez à nouveau si vous voulez toujours ces articles.",
    footer: (seller) => `Vous recevez ce message parce que vous vouliez acheter chez ${seller}.`,
  },
};

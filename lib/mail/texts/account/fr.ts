import type { AccountTexts } from "./en.ts";

export const fr: AccountTexts = {
  subject: "Votre compte chez le prestataire de paiement a besoin de vous",
  text: "Sans les éléments ci-dessous, le prestataire de paiement peut cesser de vous payer, et vos articles ne seraient plus en vente.",
  textRestricted:
    "Tant que le prestataire de paiement n’a pas reçu les éléments ci-dessous, il peut ne pas vous payer, et vos articles peuvent ne pas être en vente.",
  wanted: "Le prestataire de paiement demande",
  restricted: "Le compte est restreint",
  until: (what, time) => `${what}, avant le ${time}`,
  overdue: (what) => `${what}, en retard`,
  where:
    "Répondez directement chez le prestataire de paiement, ou demandez un lien à l’exploitant de la boutique. Aucun lien n’est envoyé par e-mail.",
  footer: (shop) => `Vous recevez ce message parce que vous vendez sur ${shop}.`,
  testTitle: "Mode test",
  testText: "Cette boutique n’encaisse pas d’argent réel.",
  question: (what) => `Une autre question : ${what}`,
  kinds: {
    identity: "Votre identité",
    document: "Un document qui prouve votre identité",
    bank_account: "Un compte bancaire pour recevoir votre argent, ou son justificatif",
    id_number: "Un numéro fiscal ou d’identité",
    address: "Une adresse",
    birth: "Une date de naissance",
    name: "Un nom",
    contact: "Une adresse e-mail ou un numéro de téléphone",
    company: "Des informations sur votre entreprise",
    people: "Qui possède, dirige ou représente votre entreprise",
    terms: "Votre accord sur les conditions du prestataire",
  },
  reasons: {
    overdue: "Un élément demandé est en retard.",
    checking: "Vos réponses sont encore en cours de vérification.",
    answers: "Des réponses manquent.",
    rejected: "Le compte a été refusé.",
    gone: "Le compte n’est plus relié à cette boutique.",
    other: "Le prestataire ne donne aucun motif qui puisse être indiqué ici.",
  },
};

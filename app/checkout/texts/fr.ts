import { fr as problems } from "#lib/wire/texts/problems/fr.ts";
import type { RejectedDiscount } from "#lib/checkout/session.ts";
import type { BuyerTaxId } from "#lib/checkout/taxes/tax-id.ts";
import type { CheckoutTexts } from "./en.ts";

const REJECTED: Readonly<Record<RejectedDiscount["reason"], string>> = {
  unknown: "ce code n’existe pas",
  expired: "il a expiré",
  minimum_not_met: "le montant minimum de commande n’est pas atteint",
  used_up: "il est épuisé",
  wrong_currency: "il ne s’applique pas dans cette devise",
  not_combinable: "il ne se cumule pas avec l’autre réduction",
  not_started: "il n’est pas encore valable",
  not_applicable: "il vaut pour d’autres articles ou pour une plus grande quantité",
  customer_limit:
    "vous l’avez utilisé autant de fois qu’un client le peut, ou vous payez une autre commande avec ce code",
  first_order_only: "il est réservé à une première commande",
};

const VAT_CHECKS: Readonly<Record<BuyerTaxId["check"], string>> = {
  form: "",
  valid: "",
  invalid:
    ". Ce numéro ne figure pas dans VIES, le registre de l’Union européenne : la TVA est donc facturée. Veuillez le vérifier.",
  unknown:
    ". Il n’a pas pu être vérifié à l’instant : la TVA est donc facturée. Pour le faire vérifier à nouveau, choisissez « Modifier », puis « Continuer ».",
};

export const fr: CheckoutTexts = {
  checkout: "Finaliser la commande",
  yourOrder: "Votre commande",
  soldBy: (seller) => `Vendu par ${seller}`,
  changeOrder: "Modifier les articles ou ajouter un code promo",
  oneLess: (title) => `Un de moins : ${title}`,
  units: "Quantité",
  oneMore: (title) => `Un de plus : ${title}`,
  remove: "Retirer",
  leave: "Rien n’est débité avant le paiement. Vous pouvez fermer cette page à tout moment.",
  items: { one: "{count} article", other: "{count} articles" },

  contact: "Contact",
  contactAndAddress: "Contact et adresse de livraison",
  contactAndBilling: "Contact et adresse de facturation",
  deliveryAddress: "Adresse de livraison",
  fillIn: {
    contact: "Indiquez vos coordonnées, puis payez.",
    contactAndAddress: "Indiquez vos coordonnées et l’adresse de livraison, puis payez.",
    contactAndBilling: "Indiquez vos coordonnées et l’adresse de facturation, puis payez.",
  },
  allFilledIn: "Toutes les informations sont complètes.",
  change: "Modifier",
  didYouMean: (email) => `Vouliez-vous dire ${email} ? Dans ce cas, corrigez l’adresse avant de payer.`,
  vatNumber: (number, check) => `N° de TVA ${number}${VAT_CHECKS[check]}`,
  shownInPart: "Affiché en partie, car le lien seul ne nous dit pas que c’est vous.",
  openedElsewhere:
    "Cette commande a été ouverte dans un autre navigateur et ne peut être modifiée que là. Vous pouvez quand même la payer ici.",
  openedElsewhereNotReady:
    "Cette commande a été ouverte dans un autre navigateur, où les coordonnées sont saisies. Dès qu’elles seront complètes, vous pourrez payer ici.",
  placedElsewhere:
    "Cette commande a été ouverte dans un autre navigateur. Il n’y a rien à payer, et elle ne peut être passée que là.",
  isRemembered: "Repris d’une commande précédente.",
  forgetDetails: "Oublier ces coordonnées",
  changeContact: "le contact et l’adresse",
  details: {
    fixFields: { one: "Veuillez corriger un champ", other: "Veuillez corriger {count} champs" },
    email: "Adresse e-mail",
    emailHint: "Pour le reçu.",
    name: "Prénom et nom",
    country: "Pays",
    chooseCountry: "Choisir un pays",
    countryHint: "Certains champs ci-dessous ne concernent pas tous les pays.",
    chooseRegion: "Choisir",
    line_one: "Adresse",
    forCompany: "Achat pour une société ?",
    company: "Société",
    vat_number: "N° de TVA",
    vatHint: "Avec le code du pays, par exemple FR40303265045.",
    line_two: "Appartement, étage",
    city: "Ville",
    state: "État, province ou région",
    postal_code: "Code postal",
    parts: {
      area: "Zone",
      county: "Comté",
      department: "Département",
      district: "District",
      do_si: "Province ou ville",
      emirate: "Émirat",
      island: "Île",
      oblast: "Oblast",
      parish: "Paroisse",
      prefecture: "Préfecture",
      province: "Province",
      region: "Région",
      state: "État",
      eircode: "Eircode",
      pin: "Code PIN",
      postal: "Code postal",
      postcode: "Code postal",
      zip: "Code ZIP",
      city: "Ville",
      suburb: "Localité",
      post_town: "Ville",
    },
    phone_number: "Téléphone",
    phoneForCarrier: "Pour le transporteur.",
    phoneForQuestions: "Si nous avons une question.",
    suggestions: {
      title: "Adresses proposées",
      found: { one: "{count} adresse proposée", other: "{count} adresses proposées" },
      filled: "L’adresse a été remplie. Veuillez la vérifier.",
      failed: "Cette adresse n’a pas pu être consultée. Veuillez la saisir.",
      by: (service) => `Propositions de ${service}`,
      simulated: "SIMULÉ : ces adresses sont inventées.",
    },
    optional: "(facultatif)",
    remember: "Garder ces coordonnées pour ma prochaine commande auprès de ce vendeur dans la conversation",
    continue: "Continuer",
    continuing: "Continuer…",
    keep: "Garder tel quel",
    keepsEmpty: "Ce que vous laissez vide reste inchangé. Pour changer l’adresse, remplissez-la en entier.",
    openedElsewhere:
      "Cette commande a été ouverte dans un autre navigateur et ne peut être modifiée que là. Ce que vous avez saisi ici n’a pas été enregistré.",
  },

  discountCode: "Code promo",
  apply: "Appliquer",
  codeNotUsed: (code, reason) => `Le code ${code} n’a pas été appliqué : ${REJECTED[reason]}.`,
  removeCode: "retirer ce code",

  deliveryDays: (first, last) => (first === last ? first : `Du ${first} au ${last}`),
  free: "Gratuit",
  pay: (total) => `Payer ${total}`,
  placeOrder: "Passer la commande",
  nothingToPay: "Il n’y a rien à payer : votre réduction couvre tout le montant.",
  payOnService: "Vous payez sur la page sécurisée du service de paiement, puis vous revenez ici.",
  payOnSimulated: (service) => `Vous payez sur la page de ${service}. C’est une simulation, sans argent réel.`,
  consent: (seller) => `En commandant, vous acceptez les conditions et les règles de retour de ${seller}.`,
  orderForm: {
    delivery: "Livraison",
    payment: "Paiement",
    updateTotal: "Actualiser le total",
    updating: "Actualisation…",
  },

  confirmTitle: "Votre banque vous demande de confirmer ce paiement",
  confirmText:
    "Le paiement commencé dans ChatGPT sera effectué dès que vous l’aurez confirmé. Rien n’est débité avant.",
  notPaidYetTitle: "Vous n’avez pas encore payé",
  notPaidYetText: (total) =>
    `La page de paiement de cette commande est ouverte. Continuez sur cette page pour payer ${total}, ou modifiez la commande, ce qui fermera la page de paiement.`,
  notPaidYetElsewhere: (total) =>
    `La page de paiement de cette commande est ouverte. Veuillez y continuer pour payer ${total}.`,
  openPayment: {
    continue: "Continuer vers le paiement",
    confirm: "Confirmer auprès de la banque",
    change: "Modifier la commande",
    payAnotherWay: "Ne pas confirmer, payer autrement",
  },
  checkingTitle: "Nous vérifions encore votre paiement",
  checkingText:
    "Ne payez pas une seconde fois. Le service de paiement n’a pas encore confirmé ce qu’il est advenu du paiement. Cette page vérifie d’elle-même.",

  paymentFailed: (day) => `Votre paiement a échoué le ${day}, et rien n’a été débité.`,
  payAgain: "Vous pouvez payer à nouveau, aussi d’une autre manière.",
  expiredTitle: "Cet achat a expiré",
  expiredText: "Les prix ne sont garantis que quelques heures. Rien n’a été débité.",
  canceledTitle: "Cet achat a été annulé",
  canceledText: "Rien n’a été débité.",
  buyAgain: "Pour acheter ces articles, retournez dans la conversation et demandez une nouvelle commande.",
  notSelling: {
    paused: (seller) =>
      `${seller} ne vend rien actuellement, cette commande ne peut donc pas être payée. Rien n’a été débité. Veuillez réessayer plus tard.`,
    left: (seller) => `${seller} ne vend plus ici, cette commande ne peut donc pas être payée. Rien n’a été débité.`,
  },

  missing: {
    delivery_address: "Une adresse de livraison est nécessaire.",
    delivery_option: "Le vendeur ne livre pas à cette adresse. Veuillez en indiquer une autre.",
    tax_address: "Votre adresse est nécessaire, car la taxe dépend de l’endroit où vous êtes.",
    exact_address: "La taxe dépend du lieu exact. Veuillez vérifier le code postal et la région.",
    tax: "La taxe de cette commande ne peut pas être calculée pour le moment. Veuillez recharger cette page dans une minute.",
    seller:
      "Le vendeur ne peut pas recevoir de paiements pour le moment, cette commande ne peut donc pas encore être payée. Veuillez réessayer plus tard.",
  },
  problems,
  stopped: {
    totalChanged: (total) => `Le total est maintenant de ${total}. Veuillez le vérifier, puis payer.`,
    stillChecking:
      "Le service de paiement n’a pas encore répondu : la commande reste donc inchangée. Veuillez réessayer bientôt.",
    pageNotOpened: "La page de paiement n’a pas pu être ouverte, et rien n’a été débité. Veuillez réessayer plus tard.",
    emailRefused:
      "Le service de paiement n’accepte pas cette adresse e-mail, et rien n’a été débité. Veuillez la vérifier.",
    openedElsewhere:
      "Cette commande a été ouverte dans un autre navigateur et ne peut être modifiée que là : rien n’a donc été changé. Vous pouvez quand même la payer ici.",
    codeNotUsed: (code) =>
      `Le code ${code} n’a pas été appliqué ; la raison est indiquée à côté. Vous pouvez quand même payer.`,
  },

  yourPayment: "Votre paiement",
  paid: "Merci. Votre commande est payée.",
  placed: "Merci. Votre commande est passée.",
  orderPage: "La page de votre commande, à conserver ou à imprimer",
  notPaid: "Non payé",
  notPaidText: "Aucun paiement n’a eu lieu, et rien n’a été débité. Votre commande est toujours là.",
  backToCheckout: "Retour à la commande",

  payment: "Paiement",
  backToOrder: "Retour à la commande",
  paymentForm: {
    title: "Formulaire de paiement",
    loading:
      "Le formulaire de paiement se charge. Il demande JavaScript ; sans lui, payez sur la page du service de paiement.",
    failedTitle: "Le formulaire de paiement n’a pas pu s’afficher",
    failedText: "Rien n’a été débité. Veuillez payer sur la page du service de paiement.",
  },
  servicePage: {
    question: "Le formulaire manque ?",
    open: "Payer sur la page du service de paiement",
  },
};

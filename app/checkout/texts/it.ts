import { it as problems } from "#lib/wire/texts/problems/it.ts";
import type { RejectedDiscount } from "#lib/checkout/session.ts";
import type { BuyerTaxId } from "#lib/checkout/taxes/tax-id.ts";
import type { CheckoutTexts } from "./en.ts";

const REJECTED: Readonly<Record<RejectedDiscount["reason"], string>> = {
  unknown: "questo codice non esiste",
  expired: "è scaduto",
  minimum_not_met: "l’ordine non raggiunge l’importo minimo",
  used_up: "è esaurito",
  wrong_currency: "non vale in questa valuta",
  not_combinable: "non si può combinare con l’altro sconto",
  not_started: "non si può ancora usare",
  not_applicable: "vale per altri articoli o per una quantità maggiore",
  customer_limit: "l’hai usato tante volte quante può un cliente, o stai pagando un altro ordine con questo codice",
  first_order_only: "vale solo per il primo ordine",
};

const VAT_CHECKS: Readonly<Record<BuyerTaxId["check"], string>> = {
  form: "",
  valid: "",
  invalid:
    ". Il VIES, il registro dell’Unione europea, non contiene questo numero: l’IVA viene quindi addebitata. Controllalo.",
  unknown:
    ". Al momento non è stato possibile verificarla: l’IVA viene quindi addebitata. Per farla verificare di nuovo, scegli “Modifica” e poi “Continua”.",
};

export const it: CheckoutTexts = {
  checkout: "Completa l’ordine",
  yourOrder: "Il tuo ordine",
  soldBy: (seller) => `Venduto da ${seller}`,
  changeOrder: "Modifica gli articoli o aggiungi un codice sconto",
  oneLess: (title) => `Uno in meno: ${title}`,
  units: "Quantità",
  oneMore: (title) => `Uno in più: ${title}`,
  remove: "Rimuovi",
  leave: "Prima del pagamento non viene addebitato nulla. Puoi chiudere questa pagina in qualsiasi momento.",
  items: { one: "{count} articolo", other: "{count} articoli" },

  contact: "Contatti",
  contactAndAddress: "Contatti e indirizzo di consegna",
  contactAndBilling: "Contatti e indirizzo di fatturazione",
  deliveryAddress: "Indirizzo di consegna",
  fillIn: {
    contact: "Inserisci i tuoi contatti, poi paga.",
    contactAndAddress: "Inserisci i tuoi contatti e l’indirizzo di consegna, poi paga.",
    contactAndBilling: "Inserisci i tuoi contatti e l’indirizzo di fatturazione, poi paga.",
  },
  allFilledIn: "I dati sono completi.",
  change: "Modifica",
  didYouMean: (email) => `Intendevi ${email}? In tal caso modificalo prima di pagare.`,
  vatNumber: (number, check) => `Partita IVA ${number}${VAT_CHECKS[check]}`,
  shownInPart: "Mostrato in parte, perché il solo link non ci dice che sei tu.",
  openedElsewhere:
    "Questo ordine è stato aperto in un altro browser e si può modificare solo lì. Puoi comunque pagarlo qui.",
  openedElsewhereNotReady:
    "Questo ordine è stato aperto in un altro browser e i dati si inseriscono lì. Quando saranno completi, potrai pagarlo qui.",
  placedElsewhere:
    "Questo ordine è stato aperto in un altro browser. Non c’è nulla da pagare e si può inviare solo da lì.",
  isRemembered: "Ricordato da un ordine precedente.",
  forgetDetails: "Dimentica questi dati",
  changeContact: "contatti e indirizzo",
  details: {
    fixFields: { one: "Correggi un campo", other: "Correggi {count} campi" },
    email: "E-mail",
    emailHint: "Per la ricevuta.",
    name: "Nome e cognome",
    country: "Paese",
    chooseCountry: "Scegli un Paese",
    countryHint: "Non tutti i Paesi usano tutti i campi seguenti.",
    chooseRegion: "Scegli",
    line_one: "Indirizzo",
    forCompany: "Acquisti per un’azienda?",
    company: "Azienda",
    vat_number: "Partita IVA",
    vatHint: "Con il codice del Paese, ad esempio IT00743110157.",
    line_two: "Interno, piano",
    city: "Città",
    state: "Stato, provincia o regione",
    postal_code: "Codice postale",
    parts: {
      area: "Zona",
      county: "Contea",
      department: "Dipartimento",
      district: "Distretto",
      do_si: "Provincia o città",
      emirate: "Emirato",
      island: "Isola",
      oblast: "Oblast",
      parish: "Parrocchia",
      prefecture: "Prefettura",
      province: "Provincia",
      region: "Regione",
      state: "Stato",
      eircode: "Eircode",
      pin: "Codice PIN",
      postal: "Codice postale",
      postcode: "Codice postale",
      zip: "Codice ZIP",
      city: "Città",
      suburb: "Località",
      post_town: "Località",
    },
    phone_number: "Telefono",
    phoneForCarrier: "Per il corriere.",
    phoneForQuestions: "Nel caso avessimo domande.",
    suggestions: {
      title: "Indirizzi suggeriti",
      found: { one: "{count} indirizzo suggerito", other: "{count} indirizzi suggeriti" },
      filled: "L’indirizzo è stato compilato. Controllalo.",
      failed: "Non è stato possibile recuperare questo indirizzo. Scrivilo a mano.",
      by: (service) => `Suggerimenti di ${service}`,
      simulated: "SIMULATO: questi indirizzi sono inventati.",
    },
    optional: "(facoltativo)",
    remember: "Ricorda questi dati per il mio prossimo ordine da questo venditore nella chat",
    continue: "Continua",
    continuing: "Continua…",
    keep: "Lascia com’è",
    keepsEmpty: "Ciò che lasci vuoto resta com’è. Per cambiare l’indirizzo, compilalo per intero.",
    openedElsewhere:
      "Questo ordine è stato aperto in un altro browser e si può modificare solo lì. Quello che hai scritto qui non è stato salvato.",
  },

  discountCode: "Codice sconto",
  apply: "Applica",
  codeNotUsed: (code, reason) => `Il codice ${code} non è stato applicato: ${REJECTED[reason]}.`,
  removeCode: "rimuovi questo codice",

  deliveryDays: (first, last) => (first === last ? first : `Da ${first} a ${last}`),
  free: "Gratis",
  pay: (total) => `Paga ${total}`,
  placeOrder: "Invia l’ordine",
  nothingToPay: "Non c’è nulla da pagare: il tuo sconto copre tutto l’importo.",
  payOnService: "Paghi sulla pagina sicura del servizio di pagamento e poi torni qui.",
  payOnSimulated: (service) => `Paghi su una pagina simulata (${service}). Nessun denaro reale viene mosso.`,
  consent: (seller) => `Ordinando accetti le condizioni e le regole di reso di ${seller}.`,
  orderForm: {
    delivery: "Spedizione",
    payment: "Pagamento",
    updateTotal: "Aggiorna il totale",
    updating: "Aggiornamento…",
  },

  confirmTitle: "La tua banca ti chiede di confermare questo pagamento",
  confirmText: "Il pagamento iniziato in ChatGPT sarà eseguito appena lo confermi. Prima non viene addebitato nulla.",
  notPaidYetTitle: "Non hai ancora pagato",
  notPaidYetText: (total) =>
    `La pagina di pagamento di questo ordine è aperta. Continua lì per pagare ${total}, oppure modifica l’ordine: in tal caso la pagina di pagamento verrà chiusa.`,
  notPaidYetElsewhere: (total) => `La pagina di pagamento di questo ordine è aperta. Continua lì per pagare ${total}.`,
  openPayment: {
    continue: "Continua al pagamento",
    confirm: "Conferma presso la banca",
    change: "Modifica l’ordine",
    payAnotherWay: "Non confermare, paga in altro modo",
  },
  checkingTitle: "Stiamo ancora verificando il tuo pagamento",
  checkingText:
    "Non pagare di nuovo. Il servizio di pagamento non ha ancora confermato l’esito del pagamento. Questa pagina verifica di nuovo da sola.",

  paymentFailed: (day) => `Il tuo pagamento non è riuscito (${day}) e non è stato addebitato nulla.`,
  payAgain: "Puoi pagare di nuovo, anche in altro modo.",
  expiredTitle: "Questo acquisto è scaduto",
  expiredText: "I prezzi valgono solo per qualche ora. Non è stato addebitato nulla.",
  canceledTitle: "Questo acquisto è stato annullato",
  canceledText: "Non è stato addebitato nulla.",
  buyAgain: "Per acquistare questi articoli, torna alla chat e chiedi un nuovo link di pagamento.",
  notSelling: {
    paused: (seller) =>
      `${seller} al momento non vende, quindi questo ordine non può essere pagato. Non è stato addebitato nulla. Riprova più tardi.`,
    left: (seller) =>
      `${seller} non vende più qui, quindi questo ordine non può essere pagato. Non è stato addebitato nulla.`,
  },

  missing: {
    delivery_address: "Manca un indirizzo di consegna.",
    delivery_option: "Il venditore non consegna a questo indirizzo. Inseriscine un altro.",
    tax_address: "Serve il tuo indirizzo, perché l’imposta dipende da dove ti trovi.",
    exact_address: "L’imposta dipende dal luogo esatto. Controlla il codice postale e la provincia o lo Stato.",
    tax: "Al momento non è possibile calcolare l’imposta di questo ordine. Ricarica questa pagina tra un minuto.",
    seller:
      "Al momento il venditore non può ricevere pagamenti, quindi questo ordine non può ancora essere pagato. Riprova più tardi.",
  },
  problems,
  stopped: {
    totalChanged: (total) => `Ora il totale è ${total}. Controllalo, poi paga.`,
    stillChecking: "Il servizio di pagamento non ha ancora risposto, quindi l’ordine resta com’è. Riprova tra poco.",
    pageNotOpened:
      "Non è stato possibile aprire la pagina di pagamento e non è stato addebitato nulla. Riprova più tardi.",
    emailRefused:
      "Il servizio di pagamento non accetta questo indirizzo e-mail e non è stato addebitato nulla. Controllalo.",
    openedElsewhere:
      "Questo ordine è stato aperto in un altro browser e si può modificare solo lì, quindi non è stato cambiato nulla. Puoi comunque pagarlo qui.",
    codeNotUsed: (code) =>
      `Il codice ${code} non è stato applicato; il motivo è indicato accanto. Puoi comunque pagare.`,
  },

  yourPayment: "Il tuo pagamento",
  paid: "Grazie. Il tuo ordine è pagato.",
  placed: "Grazie. Il tuo ordine è stato inviato.",
  orderPage: "La pagina del tuo ordine, da conservare o stampare",
  notPaid: "Non pagato",
  notPaidText: "Non è stato effettuato alcun pagamento e non è stato addebitato nulla. L’ordine è ancora qui.",
  backToCheckout: "Torna all’ordine",

  payment: "Pagamento",
  backToOrder: "Torna all’ordine",
  paymentForm: {
    title: "Modulo di pagamento",
    loading:
      "Il modulo di pagamento si sta caricando. Richiede JavaScript; senza, paga sulla pagina del servizio di pagamento.",
    failedTitle: "Non è stato possibile mostrare il modulo di pagamento",
    failedText: "Non è stato addebitato nulla. Paga sulla pagina del servizio di pagamento.",
  },
  servicePage: {
    question: "Il modulo non compare?",
    open: "Paga sulla pagina del servizio di pagamento",
  },
};

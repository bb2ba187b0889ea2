import type { TranslatedCard } from "./card.ts";

const rejected: Readonly<Record<Parameters<TranslatedCard["codeNotUsed"]>[1], (code: string) => string>> = {
  unknown: (code) => `Il codice «${code}» non esiste.`,
  expired: (code) => `Il codice «${code}» è scaduto.`,
  minimum_not_met: (code) => `L’importo dell’ordine è troppo basso per il codice «${code}».`,
  used_up: (code) => `Il codice «${code}» è esaurito.`,
  wrong_currency: (code) => `Il codice «${code}» non vale in questa valuta.`,
  not_combinable: (code) => `Il codice «${code}» non è cumulabile con l’altro sconto.`,
  not_started: (code) => `Il codice «${code}» non è ancora valido.`,
  not_applicable: (code) => `Il codice «${code}» vale per altri articoli o per una quantità maggiore.`,
  customer_limit: (code) =>
    `Hai usato il codice «${code}» quante volte è possibile per un cliente, o stai pagando un altro ordine con questo codice.`,
  first_order_only: (code) => `Il codice «${code}» vale solo per il primo ordine.`,
};

export const it: TranslatedCard = {
  missing: {
    delivery_address: "Manca un indirizzo di consegna.",
    delivery_option: "Il venditore non consegna a questo indirizzo. Indicane un altro.",
    tax_address: "Serve il tuo indirizzo, perché l’imposta dipende da dove ti trovi. Lì non viene spedito nulla.",
    exact_address:
      "L’imposta dipende dal luogo esatto e questo indirizzo non basta. Controlla il codice postale e la regione.",
    tax: "Al momento non è possibile calcolare l’imposta di questo ordine. Riprova tra un minuto.",
    seller:
      "Al momento il venditore non può ricevere pagamenti, quindi questo ordine non può ancora essere pagato. Riprova più tardi.",
  },
  codeNotUsed: (code, reason) => rejected[reason](code),
  named: (title) => `«${title}»`,
  awaited: (title, words) => `«${title}»: ${words}.`,
  addressGivenOnPage: () =>
    "L’indirizzo di consegna è stato indicato sulla pagina del venditore. Qui non viene mostrato e si può cambiare solo lì.",
  addressRemembered: () => "L’indirizzo di consegna è quello che questo negozio ha salvato per te. Puoi cambiarlo.",
  includedTax: (amount, name) => `I prezzi comprendono ${amount} di ${name}.`,
  deliveryTax: (amount, name) => `La spedizione comprende ${amount} di ${name}.`,
  lineDiscount: (title, amount, line) => `${title}: ${amount} di sconto su «${line}».`,
  totals: {
    items_base_amount: "Articoli",
    items_discount: "Risparmio",
    subtotal: "Subtotale",
    discount: "Sconto",
    fulfillment: "Spedizione",
    tax: "Imposte",
    fee: "Commissione",
    total: "Totale",
  },
  paymentFailed: (day) =>
    `Il pagamento sulla pagina di pagamento non è riuscito il ${day} e non è stato addebitato nulla.`,
  locked: "Non è stato cambiato nulla: questo ordine è pagato, chiuso o in corso di pagamento.",
  givenOnPage: "È stato indicato sulla pagina del venditore e si può modificare solo lì.",
  pre_order: (day) => (day === null ? "In prevendita" : `Prevendita, spedizione dal ${day}`),
  backorder: (day) => (day === null ? "In riassortimento" : `In riassortimento, spedizione dal ${day}`),
};

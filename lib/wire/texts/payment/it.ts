import type { MissingDetail } from "../../../checkout/session.ts";
import type { ShownPart } from "../../../checkout/shown.ts";
import { counted } from "../../text-tables.ts";
import { amountText } from "./amount-text.ts";
import type { PaymentTexts } from "./en.ts";

const REFUSED_CARD = "La tua banca ha rifiutato questa carta. Usane un’altra.";

const missing: Readonly<Record<MissingDetail | "buyer_email", string>> = {
  delivery_address: "Manca un indirizzo di consegna.",
  delivery_option: "Il venditore non consegna a questo indirizzo. Inseriscine un altro.",
  tax_address: "Serve il tuo indirizzo, perché l’imposta dipende da dove ti trovi. Lì non viene spedito nulla.",
  exact_address:
    "L’imposta dipende dal luogo esatto e questo indirizzo non basta. Controlla il codice postale e la provincia o lo Stato.",
  tax: "Al momento non è possibile calcolare l’imposta di questo ordine. Riprova tra un minuto.",
  seller:
    "Al momento il venditore non può ricevere pagamenti, quindi questo ordine non può ancora essere pagato. Riprova più tardi.",
  buyer_email: "Manca un indirizzo e-mail per la ricevuta.",
};

const parts: Readonly<Record<ShownPart, string>> = {
  lines: "articoli",
  delivery_address: "indirizzo di consegna",
  delivery: "spedizione",
  buyer: "contatti",
  discount_codes: "codici sconto",
  total: "totale",
};

export const it: PaymentTexts = {
  missingAtPayment: (detail) => `${missing[detail]} Non è stato addebitato nulla.`,
  declines: {
    insufficient_funds: "La carta è stata rifiutata per fondi insufficienti. Usane un’altra.",
    expired_card: "La carta è scaduta. Usane un’altra.",
    authentication_failed: "La banca non ha potuto confermare questo pagamento. Riprova o usa un’altra carta.",
    card_declined: REFUSED_CARD,
    suspected_fraud: REFUSED_CARD,
    other: REFUSED_CARD,
  },
  refusals: {
    still_checking:
      "Stiamo ancora verificando il tuo pagamento. Non pagare di nuovo: lo stato dell’ordine mostrerà l’esito appena sarà noto.",
    payment_in_progress:
      "È in corso un altro pagamento per questo ordine. Non pagare di nuovo: guarda prima lo stato dell’ordine.",
    token_invalid:
      "Questa autorizzazione di pagamento non è più valida e non è stato addebitato nulla. Ricomincia il pagamento.",
    instant_unavailable:
      "Qui al momento non si può pagare e non è stato addebitato nulla. Usa la pagina di pagamento del venditore.",
    payment_rejected:
      "Qui non è stato possibile pagare e non è stato addebitato nulla. Usa la pagina di pagamento del venditore.",
    provider_busy: "Il servizio di pagamento è sovraccarico e non è stato addebitato nulla. Riprova tra un minuto.",
    seller_not_ready:
      "Al momento il venditore non può ricevere pagamenti e non è stato addebitato nulla. Riprova più tardi.",
    discount_used_up:
      "Uno sconto non vale più: è esaurito o l’hai già usato. Non è stato addebitato nulla. Controlla il nuovo totale prima di pagare.",
    too_many_pages:
      "Hai troppi ordini aperti non pagati e non è stato addebitato nulla. Paga o annulla uno di essi, oppure riprova tra qualche minuto.",
    closed: "Questo ordine è chiuso e non è stato addebitato nulla. Iniziane uno nuovo.",
  },
  confirmAtBank: "La tua banca ti chiede di confermare questo pagamento.",
  amountNotTaken: amountText({
    too_low: (limit) =>
      `Il totale è troppo basso per essere pagato: il servizio di pagamento accetta ${limit} o più. Non è stato addebitato nulla. Aggiungi un articolo o togli un codice sconto.`,
    too_high: (limit) =>
      `Il totale è troppo alto per un solo pagamento: il servizio di pagamento accetta al massimo ${limit}. Non è stato addebitato nulla. Dividi l’acquisto in due ordini.`,
    refused: "Il servizio di pagamento non accetta questo totale e non è stato addebitato nulla. Modifica l’ordine.",
    not_exact:
      "Il servizio di pagamento non può incassare esattamente questo totale in questa valuta e non è stato addebitato nulla. Modifica l’ordine.",
  }),
  changed: (changed) =>
    `L’ordine è cambiato da quando è stato mostrato (${changed.map((part) => parts[part]).join(", ")}) e non è stato addebitato nulla. Controllalo di nuovo prima di pagare.`,
  heldByOthers: (title) =>
    `Altri stanno pagando proprio ora gli ultimi pezzi di “${title}” e non è stato addebitato nulla. Riprova tra qualche minuto.`,
  noLongerSold: (title) => `“${title}” non è più in vendita e non è stato addebitato nulla.`,
  priceRaised: (title) =>
    `Il prezzo di “${title}” è aumentato e non è stato addebitato nulla. Controlla il nuovo totale prima di pagare.`,
  soldOut: (title, left) =>
    left > 0
      ? `${counted({ one: "Resta solo {count} pezzo", other: "Restano solo {count} pezzi" }, left, "it")} di “${title}” e non è stato addebitato nulla.`
      : `“${title}” si è appena esaurito e non è stato addebitato nulla.`,
};

import { regionName } from "../../address/region-name.ts";
import type { FormTexts } from "../details.ts";

/** Labels and names have their article, as the sentences below need them. */
export const it: FormTexts = {
  names: {
    city: { city: "la città", suburb: "la località", post_town: "la località", district: "il distretto" },
    state: {
      any: "la provincia o lo Stato",
      area: "la zona",
      county: "la contea",
      department: "il dipartimento",
      district: "il distretto",
      do_si: "la provincia o la città",
      emirate: "l’emirato",
      island: "l’isola",
      oblast: "l’oblast",
      parish: "la parrocchia",
      prefecture: "la prefettura",
      province: "la provincia",
      region: "la regione",
      state: "lo Stato",
    },
    postal_code: {
      eircode: "l’Eircode",
      pin: "il codice PIN",
      postal: "il codice postale",
      postcode: "il codice postale",
      zip: "il codice ZIP",
    },
  },
  labels: {
    name: "nome e cognome",
    company: "l’azienda",
    line_one: "l’indirizzo",
    line_two: "i dettagli dell’indirizzo",
    city: "la città",
    country: "il Paese",
    state: "la provincia o lo Stato",
    postal_code: "il codice postale",
  },
  part: (name) => name,
  missing: (label) => `Inserisci ${label}.`,
  postalCode: (name, example) => `Inserisci ${name} nel formato ${example}.`,
  tooLong: (label, max) => `Abbrevia ${label} a un massimo di ${max} caratteri.`,
  countryMissing: "Scegli il Paese.",
  country: "Inserisci il Paese con il codice ISO 3166-1 di due lettere, ad esempio IT o US.",
  region: (label, country, examples) =>
    `Inserisci ${label} (${regionName(country, "it")}) con il nome o la sigla, ad esempio ${examples}.`,
  military: "In un indirizzo APO, FPO o DPO lo Stato è AA, AE o AP.",
  phone: "Inserisci il numero di telefono con il prefisso del Paese, ad esempio +39 06 1234 5678.",
  phoneExtension: "Inserisci il numero di telefono senza interno: il corriere non può comporlo.",
  emailMissing: "Inserisci il tuo indirizzo e-mail.",
  email: "Inserisci l’indirizzo e-mail nella forma nome@example.com.",
  emailLetters:
    "Prima della @ usa lettere senza accenti (da a a z), cifre e segni come - e _. I servizi di pagamento e molti server di posta non accettano altro.",
  vatNumber: {
    not_one:
      "Questa partita IVA non ha la forma di quelle del suo Paese. Scrivila con il codice del Paese, ad esempio IT00743110157.",
    not_covered: "Qui si accettano partite IVA dell’Unione europea, del Regno Unito, della Svizzera e della Norvegia.",
  },
};

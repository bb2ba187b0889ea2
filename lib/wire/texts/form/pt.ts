import { regionName } from "../../address/region-name.ts";
import type { FormTexts } from "../details.ts";

/** Labels and names have their article, as the sentences below need them. */
export const pt: FormTexts = {
  names: {
    city: { city: "a cidade", suburb: "a localidade", post_town: "a localidade", district: "o distrito" },
    state: {
      any: "o estado ou a província",
      area: "a área",
      county: "o condado",
      department: "o departamento",
      district: "o distrito",
      do_si: "a província ou a cidade",
      emirate: "o emirado",
      island: "a ilha",
      oblast: "o oblast",
      parish: "a paróquia",
      prefecture: "a prefeitura",
      province: "a província",
      region: "a região",
      state: "o estado",
    },
    postal_code: {
      eircode: "o Eircode",
      pin: "o código PIN",
      postal: "o código postal",
      postcode: "o código postal",
      zip: "o código ZIP",
    },
  },
  labels: {
    name: "o nome completo",
    company: "a empresa",
    line_one: "o endereço",
    line_two: "o complemento do endereço",
    city: "a cidade",
    country: "o país",
    state: "o estado ou a província",
    postal_code: "o código postal",
  },
  part: (name) => name,
  missing: (label) => `Informe ${label}.`,
  postalCode: (name, example) => `Digite ${name} no formato ${example}.`,
  tooLong: (label, max) => `Encurte ${label} para no máximo ${max} caracteres.`,
  countryMissing: "Escolha o país.",
  country: "Informe o país pelo código ISO 3166-1 de duas letras, por exemplo BR ou US.",
  region: (label, country, examples) =>
    `Informe ${label} (${regionName(country, "pt")}) pelo nome ou pela sigla, por exemplo ${examples}.`,
  military: "Em um endereço APO, FPO ou DPO, o estado é AA, AE ou AP.",
  phone: "Digite o telefone com o código do país, por exemplo +55 11 91234-5678.",
  phoneExtension: "Digite o telefone sem ramal; a transportadora não consegue discar um.",
  emailMissing: "Informe seu e-mail.",
  email: "Digite o e-mail no formato nome@example.com.",
  emailLetters:
    "Antes do @, use letras sem acento (de a a z), algarismos e sinais como - e _. Serviços de pagamento e muitos servidores de e-mail não aceitam outros.",
  vatNumber: {
    not_one:
      "Este número de IVA não tem a forma usada em seu país. Escreva-o com o código do país, por exemplo PT501964843.",
    not_covered: "Aqui são aceitos números de IVA da União Europeia, do Reino Unido, da Suíça e da Noruega.",
  },
};

import { regionName } from "../../address/region-name.ts";
import type { FormTexts } from "../details.ts";

/** Labels and names have their article, as the sentences below need them. */
export const es: FormTexts = {
  names: {
    city: { city: "la ciudad", suburb: "la localidad", post_town: "la localidad", district: "el distrito" },
    state: {
      any: "la provincia o el estado",
      area: "la zona",
      county: "el condado",
      department: "el departamento",
      district: "el distrito",
      do_si: "la provincia o ciudad",
      emirate: "el emirato",
      island: "la isla",
      oblast: "el óblast",
      parish: "la parroquia",
      prefecture: "la prefectura",
      province: "la provincia",
      region: "la región",
      state: "el estado",
    },
    postal_code: {
      eircode: "el Eircode",
      pin: "el código PIN",
      postal: "el código postal",
      postcode: "el código postal",
      zip: "el código ZIP",
    },
  },
  labels: {
    name: "el nombre y los apellidos",
    company: "la empresa",
    line_one: "la dirección",
    line_two: "el complemento de la dirección",
    city: "la ciudad",
    country: "el país",
    state: "la provincia o el estado",
    postal_code: "el código postal",
  },
  part: (name) => name,
  missing: (label) => `Indique ${label}.`,
  postalCode: (name, example) => `Escriba ${name} con el formato ${example}.`,
  tooLong: (label, max) => `Acorte ${label} a ${max} caracteres como máximo.`,
  countryMissing: "Elija el país.",
  country: "Indique el país con su código ISO 3166-1 de dos letras, por ejemplo ES o US.",
  region: (label, country, examples) =>
    `Indique ${label} (${regionName(country, "es")}) con su nombre o su código, por ejemplo ${examples}.`,
  military: "En una dirección APO, FPO o DPO, el estado es AA, AE o AP.",
  phone: "Escriba el número de teléfono con el prefijo del país, por ejemplo +34 912 345 678.",
  phoneExtension: "Escriba el número de teléfono sin extensión; el transportista no puede marcarla.",
  emailMissing: "Indique su correo electrónico.",
  email: "Escriba el correo electrónico con la forma nombre@example.com.",
  emailLetters:
    "Antes de la @, use letras sin acentos (de la a a la z), cifras y signos como - y _. Los servicios de pago y muchos servidores de correo no aceptan otros.",
  vatNumber: {
    not_one:
      "Este NIF-IVA no tiene la forma de los de su país. Escríbalo con el código del país, por ejemplo ESB58378431.",
    not_covered: "Aquí se aceptan números de IVA de la Unión Europea, el Reino Unido, Suiza y Noruega.",
  },
};

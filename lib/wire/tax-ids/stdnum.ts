import { stdnum } from "stdnum";

/** The validator of each prefix, by the names that the package gives the countries' numbers. */
const VALIDATORS: Readonly<Record<string, readonly [country: string, number: string]>> = {
  AT: ["AT", "uid"],
  BE: ["BE", "vat"],
  BG: ["BG", "vat"],
  CY: ["CY", "vat"],
  CZ: ["CZ", "dic"],
  DE: ["DE", "vat"],
  DK: ["DK", "cvr"],
  EE: ["EE", "kmkr"],
  EL: ["GR", "vat"],
  ES: ["ES", "nif"],
  FI: ["FI", "alv"],
  FR: ["FR", "tva"],
  HR: ["HR", "oib"],
  HU: ["HU", "anum"],
  IE: ["IE", "vat"],
  IT: ["IT", "iva"],
  LT: ["LT", "pvm"],
  LU: ["LU", "tva"],
  LV: ["LV", "pvn"],
  MT: ["MT", "vat"],
  NL: ["NL", "btw"],
  PL: ["PL", "nip"],
  PT: ["PT", "nif"],
  RO: ["RO", "cui"],
  SE: ["SE", "vat"],
  SI: ["SI", "ddv"],
  SK: ["SK", "dph"],
  GB: ["GB", "vat"],
  XI: ["GB", "vat"],
  CHE: ["CH", "vat"],
  NO: ["NO", "mva"],
};

export const hasVatNumbers = (prefix: string): boolean => Object.hasOwn(VALIDATORS, prefix);

/** The number as its country writes it without the prefix; null when it cannot be one: its form or its check digits are wrong. */
export function vatNumber(prefix: string, number: string): string | null {
  const [country = "", name = ""] = VALIDATORS[prefix] ?? [];
  // Swiss numbers are read with their prefix, which is three letters long.
  const read = stdnum[country]?.[name]?.validate(prefix === "CHE" ? `CHE${number}` : number);
  return read?.isValid === true ? read.compact.replace(/^CHE/, "") : null;
}

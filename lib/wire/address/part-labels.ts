import { partName, type AddressTexts } from "../texts/address.ts";
import { addressFormat } from "./formats.ts";

type Label = keyof AddressTexts["labels"];

/** "The ZIP code" in the United States, "The prefecture" in Japan; in no country known yet "The postal code". */
export function labelOf(field: Label, country: string, texts: AddressTexts): string {
  if (country === "" || (field !== "city" && field !== "state" && field !== "postal_code")) return texts.labels[field];
  return texts.part(partName(field, addressFormat(country).names[field], texts));
}

/** "Enter a ZIP code like 10001." in the United States. */
export const postalCodeProblem = (country: string, example: string, texts: AddressTexts): string =>
  texts.postalCode(partName("postal_code", addressFormat(country).names.postal_code, texts), example);

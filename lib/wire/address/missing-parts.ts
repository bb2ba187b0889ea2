import { ADDRESS_TEXTS, partName, type AddressTexts } from "../texts/address.ts";
import { addressFormat, type AddressPart } from "./formats.ts";
import { readPostalCode } from "./postal-code.ts";

type Label = keyof AddressTexts["labels"];
type PartProblem = {
  readonly field: AddressPart | "name" | "country";
  readonly code: "missing" | "invalid";
  readonly message: string;
};

/** Countries in which the postal code says the region, so that nobody is asked for it: docs/decisions/0048. */
export const REGION_BY_POSTAL_CODE: ReadonlySet<string> = new Set(["ES", "IT", "JP", "KR"]);

/** "The ZIP code" in the United States, "The prefecture" in Japan; in no country known yet "The postal code". */
export function labelOf(field: Label, country: string, texts: AddressTexts): string {
  if (country === "" || (field !== "city" && field !== "state" && field !== "postal_code")) return texts.labels[field];
  return texts.part(partName(field, addressFormat(country).names[field], texts));
}

/** "Enter a ZIP code like 10001." in the United States. */
export const postalCodeProblem = (country: string, example: string, texts: AddressTexts): string =>
  texts.postalCode(partName("postal_code", addressFormat(country).names.postal_code, texts), example);

/**
 * What a form can say before it is sent: parts that the country's addresses need, and a postal code in another form. The
 * rest is the server's to say, which knows all regions and phone numbers.
 */
export function missingParts(
  fields: { readonly [Field in AddressPart | "name" | "country"]?: string | null | undefined },
  texts: AddressTexts = ADDRESS_TEXTS,
): readonly PartProblem[] {
  const country = fields.country?.trim() ?? "";
  const { required } = addressFormat(country);
  const needed = (["name", "country", "line_one", "city", "state", "postal_code"] as const).filter(
    (field) =>
      field === "name" ||
      field === "country" ||
      (required.has(field) && !(field === "state" && REGION_BY_POSTAL_CODE.has(country))),
  );
  const problems: PartProblem[] = needed
    .filter((field) => (fields[field]?.trim() ?? "") === "")
    .map((field) => ({ field, code: "missing", message: texts.missing(labelOf(field, country, texts)) }));
  const code = readPostalCode(country, fields.postal_code ?? "");
  if (code.kind === "not_one")
    problems.push({
      field: "postal_code",
      code: "invalid",
      message: postalCodeProblem(country, code.example, texts),
    });
  return problems;
}

import { addressFormat, type AddressPart } from "./formats.ts";
import { readPostalCode } from "./postal-code.ts";

export type NeededPart = AddressPart | "name" | "country";
export type PartFault =
  | { readonly field: NeededPart; readonly code: "missing" }
  /** `example`: a postal code as the country writes them. */
  | { readonly field: "postal_code"; readonly code: "invalid"; readonly example: string };

/** Countries in which the postal code says the region, so that nobody is asked for it: docs/decisions/0048. */
export const REGION_BY_POSTAL_CODE: ReadonlySet<string> = new Set(["ES", "IT", "JP", "KR"]);

/**
 * What a form can say before it is sent: parts that the country's addresses need, and a postal code in another form. The
 * rest is the server's to say, which knows all regions and phone numbers. Without words, which differ by surface.
 */
export function partFaults(fields: {
  readonly [Field in NeededPart]?: string | null | undefined;
}): readonly PartFault[] {
  const country = fields.country?.trim() ?? "";
  const { required } = addressFormat(country);
  const needed = (["name", "country", "line_one", "city", "state", "postal_code"] as const).filter(
    (field) =>
      field === "name" ||
      field === "country" ||
      (required.has(field) && !(field === "state" && REGION_BY_POSTAL_CODE.has(country))),
  );
  const missing = needed
    .filter((field) => (fields[field]?.trim() ?? "") === "")
    .map((field): PartFault => ({ field, code: "missing" }));
  const code = readPostalCode(country, fields.postal_code ?? "");
  return code.kind === "not_one"
    ? [...missing, { field: "postal_code", code: "invalid", example: code.example }]
    : missing;
}

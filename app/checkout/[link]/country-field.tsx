import { namedCountries } from "../../components/country-names.ts";
import { SelectField, type FieldProps } from "../../components/field.tsx";

type Props = FieldProps & {
  /** Null: every country. */
  readonly codes: readonly string[] | null;
  /** What the names are written in. */
  readonly locale: string;
  readonly placeholder: string;
};

/** The list of countries, as short as markup can be: it is a third of the page. */
export function CountryField({ codes, locale, placeholder, ...field }: Props) {
  return <SelectField {...field} options={markupOf(codes, locale, field.value, placeholder)} />;
}

/** HTML needs neither quotes nor end tags here, which a list of 249 does without. */
function markupOf(codes: Props["codes"], locale: string, value: string, placeholder: string): string {
  const none = value === "" ? `<option value="">${escaped(placeholder)}` : "";
  const options = namedCountries(codes, locale).map(
    ({ value: code, title }) => `<option value=${code}${code === value ? " selected" : ""}>${escaped(title)}`,
  );
  return none + options.join("");
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

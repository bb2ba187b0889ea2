"use client";

import { useEffect, useState } from "react";
import { namedCountries } from "../../components/country-names.ts";
import { fieldId, SelectField, type FieldProps } from "../../components/field.tsx";

type Props = FieldProps & {
  /** Null: every country. */
  readonly codes: readonly string[] | null;
  /** What the names are written in. */
  readonly locale: string;
  readonly placeholder: string;
  readonly onChoose: (value: string) => void;
};

let hasTakenOver = false;

/**
 * The list of countries, as markup: with its names in the page's data as well, it would be half of the page. A browser
 * that takes over the server's list keeps it as it is, because it may call or sort a country otherwise.
 */
export function CountryField({ codes, locale, placeholder, ...field }: Props) {
  const [markup] = useState(() => {
    const present =
      typeof document === "undefined" || hasTakenOver ? null : document.getElementById(fieldId(field.name));
    return present?.innerHTML ?? markupOf(codes, locale, field.value, placeholder);
  });
  useEffect(() => {
    hasTakenOver = true;
  }, []);
  return <SelectField {...field} options={markup} />;
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

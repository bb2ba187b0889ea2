"use client";

import { useEffect, useState } from "react";
import type { RegionChoice } from "#lib/checkout/regions/regions.ts";
import { Field, fieldId, SelectField, type FieldProps } from "../../components/field.tsx";
import { LISTED_COUNTRY, type ListedRegions } from "./listed-regions.ts";

type Props = FieldProps & {
  /** What the country field says now. */
  readonly country: string;
  readonly listed: ListedRegions;
  readonly placeholder: string;
};

type Table = (country: string) => readonly RegionChoice[];

/**
 * A list of the country's regions, or a field to write in. The server sends the list of the country that it knows; those of
 * the others (51 kB) are loaded beside the page. Without JavaScript a country that was just chosen has its list, if it needs
 * one, with the next answer.
 */
export function RegionField({ country, listed, placeholder, ...field }: Props) {
  const [table, setTable] = useState<Table | null>(null);
  useEffect(() => {
    void import("#lib/checkout/regions/regions.ts").then(
      ({ regionChoices }) => {
        // What was written while the lists were loading stays in its field.
        const written = document.getElementById(fieldId(field.name));
        if (!(written instanceof HTMLInputElement) || written.value === "") setTable(() => regionChoices);
      },
      // A region that is written is taken as well.
      () => undefined,
    );
  }, [field.name]);
  const isKnown = country === listed.country;
  const choices = isKnown ? listed.choices : (table?.(country) ?? []);
  // A region says nothing in another country than its own.
  const value = isKnown ? field.value : "";
  if (choices.length === 0) return <Field {...field} value={listed.choices.length === 0 ? field.value : ""} />;
  // Text that is no region of the list came from the chat or an agent, and is not lost by saving the form again.
  const isText = value !== "" && !choices.some(({ code }) => code === value);
  return (
    <>
      <input type="hidden" name={LISTED_COUNTRY} value={country} />
      <SelectField
        key={`${country} ${value} ${field.problem ?? ""}`}
        {...field}
        value={value}
        options={[
          { value: "", title: placeholder },
          ...(isText ? [{ value, title: value }] : []),
          ...choices.map(({ code, title }) => ({ value: code, title })),
        ]}
      />
    </>
  );
}

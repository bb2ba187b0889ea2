import type { AddressCompletion } from "#lib/completion/address-completion.ts";
import type { CheckoutLink } from "#lib/ids.ts";
import { Field, type FieldProps } from "../../../components/field.tsx";
import type { CheckoutTexts } from "../../texts/en.ts";
import { Suggestions } from "./suggestions.tsx";

type Props = {
  /** Name, label, value and problem of a field. */
  readonly of: (field: "line_one" | "line_two") => Pick<FieldProps, "name" | "label" | "value" | "problem">;
  readonly need: "required" | "depends";
  readonly texts: CheckoutTexts["details"];
  /** What the texts are written in. */
  readonly locale: string;
  readonly link: CheckoutLink;
  /** Null: nobody completes addresses while they are typed. */
  readonly completion: AddressCompletion | null;
};

/** Street and number, completed while they are typed where a service does that, and what is behind the door. */
export function StreetFields({ of, link, completion, locale, texts, need }: Props) {
  const { optional, suggestions } = texts;
  return (
    <>
      <div className="min-w-0 sm:col-span-2">
        <Field {...of("line_one")} autoComplete="shipping address-line1" need={need} />
        {completion === null ? null : (
          <Suggestions link={link} completion={completion} texts={suggestions} locale={locale} />
        )}
      </div>
      <Field {...of("line_two")} autoComplete="shipping address-line2" need={{ optional }} className="sm:col-span-2" />
    </>
  );
}

import { Field, SelectField, type FieldProps } from "../../components/field.tsx";
import { LISTED_COUNTRY } from "./form-state.ts";
import type { ListedRegions } from "./list-regions.ts";

type Props = FieldProps & { readonly listed: ListedRegions; readonly placeholder: string };

/**
 * A list of the country's regions, or a field to write in. Where another country is chosen, public/checkout.js asks the
 * server for that country's fields; without JavaScript they come, where something is missing, with the next answer.
 */
export function RegionField({ listed, placeholder, ...field }: Props) {
  const { country, choices } = listed;
  const { value } = field;
  if (choices.length === 0) return <Field {...field} />;
  // Text that is no region of the list came from the chat or an agent, and is not lost by saving the form again.
  const isText = value !== "" && !choices.some(({ code }) => code === value);
  return (
    <>
      <input type="hidden" name={LISTED_COUNTRY} value={country} />
      <SelectField
        {...field}
        options={[
          { value: "", title: placeholder },
          ...(isText ? [{ value, title: value }] : []),
          ...choices.map(({ code, title }) => ({ value: code, title })),
        ]}
      />
    </>
  );
}

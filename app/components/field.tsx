import type { ReactNode } from "react";
import { Unbroken } from "./unbroken.tsx";

export type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly problem: string | null;
  readonly hint?: string;
  readonly autoComplete: string;
  readonly type?: "text" | "email" | "tel";
  /** `depends`: on the country, which only the server knows all about. An optional field says so, in these words. */
  readonly need?: "required" | "depends" | { readonly optional: string };
  readonly className?: string;
};

export const fieldId = (name: string) => `field-${name}`;

/** A text field with its label, and what is wrong with it right below, tied to it for screen readers. */
export function Field(props: FieldProps) {
  const { name, value, autoComplete, type = "text", need = "required" } = props;
  return (
    <FieldFrame {...props}>
      <input
        id={fieldId(name)}
        name={name}
        type={type}
        defaultValue={value}
        autoComplete={autoComplete}
        required={need === "required"}
        {...describedBy(props)}
      />
    </FieldFrame>
  );
}

/** A native select, which every browser and every helper can operate. */
export function SelectField(
  props: FieldProps & {
    /** As markup, it says itself which one is chosen. */
    readonly options: string | readonly { readonly value: string; readonly title: string }[];
    /** Shown while nothing is chosen. */
    readonly placeholder?: string;
  },
) {
  const { name, value, autoComplete, options, placeholder, need = "required" } = props;
  return (
    <FieldFrame {...props}>
      <select
        id={fieldId(name)}
        name={name}
        autoComplete={autoComplete}
        required={need === "required"}
        {...(typeof options === "string" ? { dangerouslySetInnerHTML: { __html: options } } : { defaultValue: value })}
        {...describedBy(props)}
      >
        {typeof options === "string" ? undefined : (
          <>
            {value === "" && placeholder !== undefined ? <option value="">{placeholder}</option> : null}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.title}
              </option>
            ))}
          </>
        )}
      </select>
    </FieldFrame>
  );
}

function FieldFrame({
  name,
  label,
  problem,
  hint,
  need = "required",
  className,
  children,
}: FieldProps & { readonly children: ReactNode }) {
  return (
    <div className={className === undefined ? "field" : `field ${className}`}>
      <label htmlFor={fieldId(name)}>
        <Unbroken>{label}</Unbroken>
        {typeof need === "string" ? null : <small>{` ${need.optional}`}</small>}
      </label>
      {children}
      {hint === undefined ? null : <p id={`${fieldId(name)}-hint`}>{hint}</p>}
      {problem === null ? null : (
        <p id={`${fieldId(name)}-problem`} className="font-medium">
          {problem}
        </p>
      )}
    </div>
  );
}

function describedBy({ name, problem, hint }: FieldProps): {
  "aria-invalid"?: true;
  "aria-describedby"?: string;
} {
  const ids = [
    ...(problem === null ? [] : [`${fieldId(name)}-problem`]),
    ...(hint === undefined ? [] : [`${fieldId(name)}-hint`]),
  ];
  return {
    ...(problem === null ? {} : { "aria-invalid": true as const }),
    ...(ids.length === 0 ? {} : { "aria-describedby": ids.join(" ") }),
  };
}

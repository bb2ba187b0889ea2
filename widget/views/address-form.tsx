import { Fragment, useState, type ReactNode } from "react";
import { COUNTRY_CODES } from "#lib/wire/address/country-codes.ts";
import { addressFormat, inReadersOrder, type AddressPart } from "#lib/wire/address/formats.ts";
import { partFaults, type PartFault } from "#lib/wire/address/needed-parts.ts";
import type { AddressField } from "#lib/wire/address/read-address.ts";
import { filled } from "#lib/wire/widget/filled.ts";
import type { AddressInput } from "#lib/wire/tool-contract.ts";
import { frameForm, textIn } from "./frame-form.ts";
import { shownAddress, type Checkout } from "../purchase/read-checkout.ts";
import { Said } from "./said.tsx";
import { useTexts, type Words } from "../texts/widget-texts.ts";

type Props = {
  readonly checkout: Checkout;
  readonly locale: string;
  readonly isSaving: boolean;
  /** `remembers`: the shopper wants to find it next time. */
  readonly onSave: (address: AddressInput, remembers: boolean) => void;
  /** Back to the order, with the address as it was. */
  readonly onKeep: () => void;
};

/**
 * The delivery address in native fields that a browser can fill in. What the country's addresses need is checked before it is
 * sent, the rest by the server.
 */
export function AddressForm({ checkout, locale, isSaving, onSave, onKeep }: Props) {
  const texts = useTexts();
  const given = shownAddress(checkout);
  const [country, setCountry] = useState(given?.country ?? regionOf(locale));
  const [problems, setProblems] = useState<readonly PartFault[]>([]);
  const problem = (field: AddressField) => {
    const fault = problems.find((one) => one.field === field);
    return fault === undefined ? null : faultText(fault, texts);
  };
  // It asks for all parts, of whichever country.
  const order = inReadersOrder(addressFormat("").parts, country, locale);
  const alone = aloneIn(order);
  const at = (name: Exclude<AddressField, "company">) => ({
    name,
    value: given?.[name],
    problem: problem(name),
    isWide: alone.has(name),
  });

  const { form, button } = frameForm((fields) => {
    if (isSaving) return;
    const address = addressIn(fields, given?.phone_number ?? null, given?.company ?? null);
    const missing = partFaults(address);
    setProblems(missing);
    if (missing.length === 0) onSave(address, new FormData(fields).has("remember"));
    // The first one on the screen.
    else fields.querySelector<HTMLElement>(missing.map(({ field }) => `[name="${field}"]`).join())?.focus();
  });

  const parts: Readonly<Record<AddressPart, ReactNode>> = {
    line_one: (
      <Fragment key="line_one">
        <Field {...at("line_one")} label={texts.street} token="address-line1" />
        <Field {...at("line_two")} label={texts.apartment} token="address-line2" />
      </Fragment>
    ),
    city: <Field key="city" {...at("city")} label={texts.city} token="address-level2" />,
    state: <Field key="state" {...at("state")} label={regionLabel(country, texts)} token="address-level1" />,
    postal_code: (
      <Field key="postal_code" {...at("postal_code")} label={postalCodeLabel(country, texts)} token="postal-code" />
    ),
  };

  return (
    <form className="fields" {...form}>
      <Field {...at("name")} label={texts.name} token="name" />
      <CountryField country={country} locale={locale} problem={problem("country")} onChange={setCountry} />
      {order.map((part) => parts[part])}
      {checkout.kept?.may_remember === true && (
        <label className="check wide">
          <input type="checkbox" name="remember" />
          <span>
            <Said text={texts.remember} seller={checkout.seller_name} />
          </span>
        </label>
      )}
      <div className="form-actions wide">
        <button {...button} className="button first" aria-disabled={isSaving}>
          {isSaving ? texts.saving : texts.saveAddress}
        </button>
        <button type="button" className="text-button" onClick={onKeep}>
          {given === undefined ? texts.back : texts.keepAddress}
        </button>
      </div>
    </form>
  );
}

const regionLabel = (country: string, texts: Words): string =>
  nameFor(texts.region, country) ??
  (addressFormat(country).required.has("state") ? texts.regionNeeded : texts.regionElsewhere);

const postalCodeLabel = (country: string, texts: Words): string =>
  nameFor(texts.postalCode, country) ??
  (addressFormat(country).required.has("postal_code") ? texts.postalCodeNeeded : texts.postalCodeElsewhere);

/** The fields that have a row of their own: the street, and one that would be in half a row with nothing beside it. */
function aloneIn(order: readonly AddressPart[]): ReadonlySet<AddressField> {
  const alone = new Set<AddressField>(["line_one"]);
  const fields = order.flatMap((part): readonly AddressField[] =>
    part === "line_one" ? ["line_one", "line_two"] : [part],
  );
  let isSecond = false;
  for (const [index, field] of fields.entries()) {
    const next = fields[index + 1];
    if (!isSecond && (next === undefined || next === "line_one")) alone.add(field);
    isSecond = !alone.has(field) && !isSecond;
  }
  return alone;
}

const nameFor = (names: object, country: string): string | undefined =>
  new Map<string, string>(Object.entries(names)).get(country);

/** It stands below its field, so that it need not name it in the grammar of its language. */
const faultText = (fault: PartFault, { fieldMissing, codeLike }: Words): string =>
  fault.code === "missing" ? fieldMissing : filled(codeLike, { example: fault.example });

/** The form as the tool takes it. It does not ask for company and phone number; those that the buyer gave elsewhere stay. */
function addressIn(form: HTMLFormElement, phoneNumber: string | null, company: string | null): AddressInput {
  const fields = new FormData(form);
  const field = (name: AddressField) => textIn(fields, name);
  return {
    name: field("name"),
    company,
    line_one: field("line_one"),
    line_two: field("line_two") || null,
    city: field("city"),
    state: field("state") || null,
    country: field("country"),
    postal_code: field("postal_code") || null,
    phone_number: phoneNumber,
  };
}

type CountryProps = {
  readonly country: string;
  readonly locale: string;
  readonly problem: string | null;
  readonly onChange: (country: string) => void;
};

function CountryField({ country, locale, problem, onChange }: CountryProps) {
  const texts = useTexts();
  return (
    <div className="field">
      <label htmlFor="field-country">{texts.country}</label>
      <select
        id="field-country"
        name="country"
        autoComplete="shipping country"
        value={country}
        onChange={(event) => onChange(event.currentTarget.value)}
        {...described("country", problem)}
      >
        {country === "" && <option value="">{texts.chooseCountry}</option>}
        {countries(locale).map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
      <Problem name="country" text={problem} />
    </div>
  );
}

type FieldProps = {
  readonly name: AddressField;
  readonly label: string;
  readonly token: string;
  readonly value: string | undefined;
  readonly problem: string | null;
  readonly isWide: boolean;
};

function Field({ name, label, token, value, problem, isWide }: FieldProps) {
  return (
    <div className={isWide ? "field wide" : "field"}>
      <label htmlFor={`field-${name}`}>{label}</label>
      <input
        id={`field-${name}`}
        name={name}
        type="text"
        autoComplete={`shipping ${token}`}
        defaultValue={value ?? ""}
        maxLength={name === "name" ? 256 : 60}
        {...described(name, problem)}
      />
      <Problem name={name} text={problem} />
    </div>
  );
}

function Problem({ name, text }: { name: AddressField; text: string | null }) {
  if (text === null) return null;
  return (
    <p className="problem" id={`problem-${name}`}>
      {text}
    </p>
  );
}

const described = (name: AddressField, problem: string | null) =>
  problem === null ? {} : { "aria-invalid": true as const, "aria-describedby": `problem-${name}` };

const lists = new Map<string, readonly { readonly code: string; readonly name: string }[]>();

/** Every country by its name in the buyer's language, in the order of that language. */
function countries(locale: string) {
  const known = lists.get(locale);
  if (known !== undefined) return known;
  const names = new Intl.DisplayNames([locale], { type: "region" });
  const order = new Intl.Collator(locale).compare;
  const list = [...COUNTRY_CODES]
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((left, right) => order(left.name, right.name));
  lists.set(locale, list);
  return list;
}

/** The country in the buyer's locale ("en-US" → "US"), where it names one. */
function regionOf(locale: string): string {
  const region = new Intl.Locale(locale).region ?? "";
  return COUNTRY_CODES.has(region) ? region : "";
}

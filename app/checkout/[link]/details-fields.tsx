import type { AddressCompletion } from "#lib/completion/address-completion.ts";
import type { CheckoutLink } from "#lib/ids.ts";
import { addressFormat, inReadersOrder } from "#lib/wire/address/formats.ts";
import type { DetailsField, DetailsProblem, TypedDetails } from "#lib/wire/details-form.ts";
import { counted } from "#lib/wire/text-tables.ts";
import { Field, fieldId } from "../../components/field.tsx";
import { Notice } from "../../components/notice.tsx";
import type { CheckoutTexts } from "../texts/en.ts";
import { StreetFields } from "./address/street-fields.tsx";
import { CountryField } from "./country-field.tsx";
import { PROBLEMS } from "./form/answer-names.ts";
import type { ListedRegions } from "./list-regions.ts";
import { RegionField } from "./region-field.tsx";
import { formAddress } from "./step.ts";

type DetailsTexts = CheckoutTexts["details"];

export type DetailsFormProps = {
  readonly texts: DetailsTexts;
  /** What the texts are written in. */
  readonly locale: string;
  readonly link: CheckoutLink;
  /** What this browser typed before. What it is not shown in full is empty here, because a form is sent to the browser. */
  readonly known: TypedDetails;
  /** Of the country in `known`. */
  readonly regions: ListedRegions;
  /** `email`: the rest is known and stays as it is. */
  readonly asks: "email" | "person" | "address";
  readonly isDelivered: boolean;
  /** Details are known that are not in `known`, and stay when nothing is typed for them. */
  readonly keepsEmpty: boolean;
  /** Codes of countries; null: every country. */
  readonly countries: readonly string[] | null;
  readonly mayRemember: boolean;
  /** Who completes addresses while they are typed; null: nobody. */
  readonly completion: AddressCompletion | null;
  /** The page's address says that the details are changed. */
  readonly changes: boolean;
  /** What is wrong with what is known. */
  readonly problems: readonly DetailsProblem[];
  /** The form was sent, and the problems are the answer. */
  readonly isAnswer: boolean;
  /** Another browser has typed details meanwhile, so that nothing was saved. */
  readonly isOpenedElsewhere: boolean;
  /** Where to go without a change, or null when the details are still missing. */
  readonly cancelHref: string | null;
};

/** A plain form that posts to the server; with JavaScript the same answer arrives without a new page. */
export function DetailsForm(props: DetailsFormProps) {
  const { texts } = props;
  const problems = asOnScreen(props);
  const of = (field: DetailsField) => ({
    name: field,
    label: texts[field],
    value: props.known[field],
    problem: problems.find((problem) => problem.field === field)?.message ?? null,
  });
  return (
    <form
      id={props.asks === "email" ? "give-email" : "give-details"}
      method="post"
      action={formAddress(props.link, "details")}
      noValidate
      className="flex flex-col gap-5"
    >
      {props.changes ? <input type="hidden" name="changes" value="details" /> : null}
      {problems.length === 0 ? null : (
        <ProblemList
          title={counted(texts.fixFields, problems.length, props.locale)}
          problems={problems}
          isNews={props.isAnswer}
        />
      )}
      {props.isOpenedElsewhere ? <Notice tone="danger">{texts.openedElsewhere}</Notice> : null}
      {props.keepsEmpty ? <p className="text-muted">{texts.keepsEmpty}</p> : null}
      <Fields {...props} of={of} need={props.keepsEmpty ? "depends" : "required"} />
      {props.mayRemember ? (
        <label className="flex min-h-11 items-center gap-3">
          <input type="checkbox" name="remember" className="size-5 shrink-0" />
          <span>{texts.remember}</span>
        </label>
      ) : null}
      <div className="flex flex-col gap-3 sm:flex-row-reverse sm:justify-start">
        <button type="submit" className="button sm:min-w-44" data-busy={texts.continuing}>
          {texts.continue}
        </button>
        {props.cancelHref === null ? null : (
          <a href={props.cancelHref} className="button button-quiet">
            {texts.keep}
          </a>
        )}
      </div>
    </form>
  );
}

/** The list leads to the fields from the first one down. */
function asOnScreen({ problems, known, locale }: DetailsFormProps): readonly DetailsProblem[] {
  const parts: readonly DetailsField[] = inReadersOrder(addressFormat(known.country).parts, known.country, locale);
  const of = (isPart: boolean) => problems.filter(({ field }) => parts.includes(field) === isPart);
  const byPart = of(true).sort((one, other) => parts.indexOf(one.field) - parts.indexOf(other.field));
  const others = of(false);
  const phone = others.filter(({ field }) => field === "phone_number");
  return [...others.filter((one) => !phone.includes(one)), ...byPart, ...phone];
}

type FieldsProps = Pick<
  DetailsFormProps,
  "texts" | "locale" | "link" | "asks" | "isDelivered" | "countries" | "regions" | "completion"
> & {
  readonly of: (field: DetailsField) => { name: string; label: string; value: string; problem: string | null };
  readonly need: "required" | "depends";
};

function Fields(props: FieldsProps) {
  const { of, texts, asks, isDelivered, need } = props;
  return (
    <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
      <Field
        {...of("email")}
        hint={texts.emailHint}
        type="email"
        autoComplete="email"
        need={need}
        className="sm:col-span-2"
      />
      {asks === "email" ? null : (
        <>
          <Field {...of("name")} autoComplete="name" need={need} className="sm:col-span-2" />
          {asks === "address" ? <AddressFields {...props} /> : null}
          <Field
            {...of("phone_number")}
            hint={isDelivered ? texts.phoneForCarrier : texts.phoneForQuestions}
            type="tel"
            autoComplete="tel"
            need={{ optional: texts.optional }}
            className="sm:col-span-2"
          />
        </>
      )}
    </div>
  );
}

/** The parts that the country's addresses have, in its order and by its names; all of them while none is chosen. */
function AddressFields({ of, countries, locale, link, regions, completion, texts, need }: FieldsProps) {
  const { optional } = texts;
  const country = of("country");
  const chosen = country.value;
  const { parts, required, names } = addressFormat(chosen);
  const partNames: Readonly<Record<string, string>> = texts.parts;
  const label = (part: keyof typeof names): string =>
    chosen === "" ? texts[part] : (partNames[names[part]] ?? texts[part]);
  const needOf = (part: keyof typeof names) =>
    chosen === "" ? "depends" : required.has(part) ? need : ({ optional } as const);
  return (
    <>
      <CompanyFields of={of} texts={texts} />
      <CountryField
        {...country}
        autoComplete="shipping country"
        codes={countries}
        locale={locale}
        placeholder={texts.chooseCountry}
        {...(chosen === "" ? { hint: texts.countryHint } : {})}
        className="sm:col-span-2"
      />
      {inReadersOrder(parts, chosen, locale).map((part) => {
        if (part === "line_one") return <StreetFields key={part} {...{ of, link, completion, locale, texts, need }} />;
        const field = {
          ...of(part),
          label: label(part),
          autoComplete: AUTOCOMPLETE[part],
          need: needOf(part),
          ...(part === "city" ? { className: "sm:col-span-2" } : {}),
        };
        return part === "state" ? (
          <RegionField key={part} {...field} listed={regions} placeholder={texts.chooseRegion} />
        ) : (
          <Field key={part} {...field} />
        );
      })}
    </>
  );
}

/** Folded away for the many who buy for themselves; open where something was typed or is wrong. */
function CompanyFields({ of, texts }: Pick<FieldsProps, "of" | "texts">) {
  const [company, number] = [of("company"), of("vat_number")];
  const isOpen = [company, number].some(({ value, problem }) => value !== "" || problem !== null);
  const need = { optional: texts.optional } as const;
  return (
    <details open={isOpen} className="sm:col-span-2">
      <summary className="link w-fit cursor-pointer py-1">{texts.forCompany}</summary>
      <div className="mt-3 grid gap-x-4 gap-y-5 sm:grid-cols-2">
        <Field {...company} autoComplete="shipping organization" need={need} />
        <Field {...number} hint={texts.vatHint} autoComplete="off" need={need} />
      </div>
    </details>
  );
}

const AUTOCOMPLETE = {
  city: "shipping address-level2",
  state: "shipping address-level1",
  postal_code: "shipping postal-code",
} as const;

/** Each line leads to its field. The answer to what was just sent gets the focus, so that a reader hears it first. */
function ProblemList({
  title,
  problems,
  isNews,
}: {
  readonly title: string;
  readonly problems: readonly DetailsProblem[];
  readonly isNews: boolean;
}) {
  return (
    <div
      id={PROBLEMS}
      role="alert"
      tabIndex={-1}
      data-news={isNews ? "" : undefined}
      className="rounded-control bg-danger-soft px-4 py-3 text-danger"
    >
      <p className="font-semibold">{title}</p>
      <ul className="mt-1 list-disc ps-5">
        {problems.map((problem) => (
          <li key={`${problem.field} ${problem.message}`}>
            <a href={`#${fieldId(problem.field)}`} className="underline underline-offset-4">
              {problem.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

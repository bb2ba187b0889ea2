import { missingDetails, type Address, type Buyer, type CheckoutSession } from "../checkout/session.ts";
import { oneLine } from "../plain-text.ts";
import type { ShownDetails } from "../purchase/access/shown-details.ts";
import { readEmail } from "./address/email.ts";
import { readPhone } from "./address/libphonenumber-js.ts";
import { ADDRESS_FIELDS, phoneProblem, readAddress, type AddressFields } from "./address/read-address.ts";
import { readVatNumber } from "./tax-ids/read-vat-number.ts";
import { readCountry } from "./address/country.ts";
import { FORM_TEXTS, type FormTexts } from "./texts/details.ts";

/** The fields of the checkout page's form, in their order on the page. */
export const DETAILS_FIELDS = ["email", ...ADDRESS_FIELDS, "vat_number"] as const;
export type DetailsField = (typeof DETAILS_FIELDS)[number];
export type DetailsFields = AddressFields & {
  readonly email?: string | null | undefined;
  readonly vat_number?: string | null | undefined;
};
export type DetailsProblem = {
  readonly field: DetailsField;
  readonly code: "missing" | "invalid";
  readonly message: string;
};
export type DetailsReading =
  | { readonly kind: "details"; readonly buyer: Buyer; readonly address: Address | null }
  | { readonly kind: "problems"; readonly problems: readonly DetailsProblem[] };

const NAME_MAX = 256;

/**
 * Reads what a buyer wrote on the checkout page. Every problem is reported, in the order of the fields and the language of
 * `texts`. Without `needsAddress` (nothing is sent by post) only e-mail, name and phone number are read.
 */
export function readDetails(
  fields: DetailsFields,
  needsAddress: boolean,
  texts: FormTexts = FORM_TEXTS,
): DetailsReading {
  const problems: DetailsProblem[] = [];
  const given = readEmail(fields.email ?? "", texts);
  const email = given.kind === "email" ? given.email : "";
  if (given.kind === "problem") problems.push({ field: "email", code: given.code, message: given.message });
  const who = needsAddress ? readAddress(fields, texts) : readPerson(fields, texts);
  const vat = readVatNumber(needsAddress ? (fields.vat_number ?? "") : "", readCountry(fields.country ?? "") ?? "");
  if (vat.kind === "not_one" || vat.kind === "not_covered")
    problems.push({ field: "vat_number", code: "invalid", message: texts.vatNumber[vat.kind] });
  if (who.kind === "problems") problems.push(...who.problems);
  if (who.kind === "problems" || problems.length > 0)
    return {
      kind: "problems",
      problems: problems.sort((a, b) => DETAILS_FIELDS.indexOf(a.field) - DETAILS_FIELDS.indexOf(b.field)),
    };
  return who.kind === "address"
    ? {
        kind: "details",
        buyer: {
          name: who.address.name,
          email,
          phoneNumber: who.address.phoneNumber,
          ...(vat.kind === "tax_id" ? { taxId: vat.taxId } : {}),
        },
        address: who.address,
      }
    : { kind: "details", buyer: { ...who.person, email }, address: null };
}

type PersonReading =
  | { readonly kind: "person"; readonly person: Omit<Buyer, "email"> }
  | { readonly kind: "problems"; readonly problems: readonly DetailsProblem[] };

function readPerson(fields: DetailsFields, texts: FormTexts): PersonReading {
  const problems: DetailsProblem[] = [];
  const name = oneLine(fields.name ?? "");
  if (name === "") problems.push({ field: "name", code: "missing", message: texts.missing(texts.labels.name) });
  if (name.length > NAME_MAX)
    problems.push({ field: "name", code: "invalid", message: texts.tooLong(texts.labels.name, NAME_MAX) });
  const phone = readPhone(fields.phone_number ?? null, "");
  if (phone.kind !== "phone")
    problems.push({ field: "phone_number", code: "invalid", message: phoneProblem(phone.kind, texts) });
  return problems.length > 0 || phone.kind !== "phone"
    ? { kind: "problems", problems }
    : { kind: "person", person: { name, phoneNumber: phone.number } };
}

export type TypedDetails = Readonly<Record<DetailsField, string>>;

/** `buyer` and `address` are absent where they stay as they are. */
export type ChangesReading =
  | { readonly kind: "changes"; readonly buyer?: Buyer; readonly address?: Address }
  | { readonly kind: "problems"; readonly problems: readonly DetailsProblem[] };

/** All of an address but the country, which a form has chosen already. */
const TYPED_FIELDS = DETAILS_FIELDS.filter((field) => field !== "country" && field !== "email");
const PERSON_FIELDS = ["email", "name", "phone_number"] as const;

/** True when something is sent. */
export const isSent = (session: CheckoutSession): boolean => session.lineItems.some((line) => !line.isDigital);

/** True when the form asks for an address: to send something there, or because the tax goes by where the buyer is. */
export const needsAddress = (session: CheckoutSession): boolean =>
  isSent(session) ||
  session.lineItems.some((line) => line.taxes.length > 0) ||
  missingDetails(session).some((detail) => detail === "tax_address" || detail === "exact_address");

/**
 * Reads what was typed over details of which this browser may be shown a part. One that it is not shown in full and for
 * which nothing was typed stays as it is, each as a whole: a kept e-mail address is not given by the browser that kept
 * it. Accepts every state.
 */
export function readChanges(
  typed: TypedDetails,
  session: CheckoutSession,
  shown: ShownDetails,
  texts: FormTexts = FORM_TEXTS,
): ChangesReading {
  const isEmpty = (fields: readonly DetailsField[]) => fields.every((field) => typed[field].trim() === "");
  const { address, buyer } = session;
  if (!needsAddress(session)) {
    if (shown.buyer?.kind === "redacted" && isEmpty(PERSON_FIELDS)) return { kind: "changes" };
    return changesIn(readDetails(typed, false, texts), true);
  }
  // A number goes with the e-mail address of whoever gives it.
  const keepsBuyer = shown.buyer?.kind === "redacted" && isEmpty(["email", "vat_number"]);
  const isSameCountry = typed.country === "" || typed.country === address?.country;
  if (address !== null && shown.address?.kind === "redacted" && isEmpty(TYPED_FIELDS) && isSameCountry) {
    if (keepsBuyer) return { kind: "changes" };
    const read = readEmail(typed.email, texts);
    if (read.kind === "problem")
      return { kind: "problems", problems: [{ field: "email", code: read.code, message: read.message }] };
    const { name, phoneNumber } = buyer ?? address;
    return { kind: "changes", buyer: { name, email: read.email, phoneNumber } };
  }
  // The form of an address is read with an e-mail address, so the kept one is read with it and not saved again.
  return changesIn(
    readDetails(keepsBuyer && buyer !== null ? { ...typed, email: buyer.email } : typed, true, texts),
    !keepsBuyer,
  );
}

function changesIn(read: ReturnType<typeof readDetails>, changesBuyer: boolean): ChangesReading {
  if (read.kind === "problems") return read;
  return {
    kind: "changes",
    ...(changesBuyer ? { buyer: read.buyer } : {}),
    ...(read.address === null ? {} : { address: read.address }),
  };
}

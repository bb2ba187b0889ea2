import type { Address, Buyer } from "./session.ts";

/**
 * What a page shows of an address: all of it to whoever has proved to have given it, and to anybody else as much as is
 * enough to recognise one's own. `name` is then "A…"; a city that is null is not shown either.
 */
export type ShownAddress =
  | { readonly kind: "full"; readonly address: Address }
  | { readonly kind: "redacted"; readonly name: string; readonly city: string | null; readonly country: string };

/** The same of a buyer. Redacted, the texts are "A…" and "a…@example.com". */
export type ShownBuyer =
  ({ readonly kind: "full" } & Buyer) | { readonly kind: "redacted"; readonly name: string; readonly email: string };

/** Who has the link may not have the mailbox: the first character and the domain. */
export function redactedEmail(email: string): string {
  return `${redactedText(email)}${email.slice(email.lastIndexOf("@"))}`;
}

/** The first character of a text, whatever script it is in. */
export function redactedText(text: string): string {
  return `${String.fromCodePoint(text.codePointAt(0) ?? 0x3f)}…`;
}

/** Without the name's rest, street, postal code, region and phone number. `showsCity`: true where it is known outside the page. */
export function redactedAddress({ name, city, country }: Address, showsCity: boolean): ShownAddress {
  return { kind: "redacted", name: redactedText(name), city: showsCity ? city : null, country };
}

export function redactedBuyer({ name, email }: Buyer): ShownBuyer {
  return { kind: "redacted", name: redactedText(name), email: redactedEmail(email) };
}

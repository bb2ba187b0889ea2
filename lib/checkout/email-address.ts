/** Names with a letter: a port, a path or a number alone is not what a URL's host would make of it. */
const DOMAIN = /^(?=.*\p{L})[\p{L}\p{M}\p{N}.-]+$/u;

/**
 * An e-mail address in the form in which two are compared: domains have no case, no mail system in use tells local parts
 * apart by theirs, and a domain is the same in Unicode and in Punycode. Not for sending.
 */
export function comparableEmail(email: string): string {
  return withAsciiDomain(email.normalize("NFKC").trim().toLowerCase().normalize("NFKC"));
}

/**
 * An e-mail address in the form in which one customer is known again: "ada+shop@example.com" has the mailbox of
 * "ada@example.com" (RFC 5233), and Google's mail ignores dots (https://support.google.com/mail/answer/7436150).
 */
export function customerEmail(email: string): string {
  const text = comparableEmail(email);
  const cut = text.lastIndexOf("@");
  const [local, domain] = [text.slice(0, Math.max(cut, 0)), text.slice(cut + 1)];
  const box = local.replace(/(?<=.)\+.*$/s, "");
  return domain === "gmail.com" || domain === "googlemail.com"
    ? `${box.replaceAll(".", "")}@gmail.com`
    : `${box}@${domain}`;
}

/** The address with its domain in Punycode, for systems that read no other; one that has no such domain stays as it is. */
export function withAsciiDomain(email: string): string {
  const cut = email.lastIndexOf("@") + 1;
  const domain = email.slice(cut);
  const host = cut > 0 && DOMAIN.test(domain) ? URL.parse(`http://${domain}`)?.hostname : undefined;
  return `${email.slice(0, cut)}${host ?? domain}`;
}

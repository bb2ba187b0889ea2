/**
 * An e-mail address in the form in which two are compared: domains have no case, no mail system in use tells local parts
 * apart by theirs, and a domain is the same in Unicode and in Punycode. Not for sending.
 */
export function comparableEmail(email: string): string {
  const text = email.normalize("NFKC").trim().toLowerCase().normalize("NFKC");
  const cut = text.lastIndexOf("@") + 1;
  const domain = cut === 0 ? null : URL.parse(`http://${text.slice(cut)}`);
  const isDomainAlone = domain !== null && domain.pathname === "/" && domain.host === domain.hostname;
  return isDomainAlone ? `${text.slice(0, cut)}${domain.hostname}` : text;
}

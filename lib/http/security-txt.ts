/** A contact stays valid for so long; a scanner that kept an older copy asks again. */
const VALID_FOR_DAYS = 180;

/**
 * Where to report a weakness of this shop, in the form of https://www.rfc-editor.org/rfc/rfc9116; 404 without a contact.
 * `contact`: a mailto:, https: or tel: address.
 */
export function securityTxt(contact: string | null, publicUrl: string, now: Date): Response {
  if (contact === null) return new Response(null, { status: 404 });
  const expires = new Date(now.getTime() + VALID_FOR_DAYS * 86_400_000).toISOString().replace(/\.\d+Z$/, "Z");
  const lines = [
    `Contact: ${contact}`,
    `Expires: ${expires}`,
    `Canonical: ${publicUrl}/.well-known/security.txt`,
    "Preferred-Languages: en",
  ];
  return new Response(lines.map((line) => `${line}\r\n`).join(""), {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "public, max-age=3600" },
  });
}

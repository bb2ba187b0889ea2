/**
 * Checks the `redirectUrl` that the host appends to an outgoing link. It is hostile input: only https, only a
 * host on the list (an entry `*.host` means its subdomains), no user info, no port, at most 2,048
 * characters. Answers the normalised address, or null when it must not be followed.
 */
export function checkReturnUrl(text: string | null | undefined, hosts: readonly string[]): string | null {
  if (text === null || text === undefined || text.length > 2048) return null;
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== "https:" || url.username !== "" || url.password !== "" || url.port !== "") return null;
  const host = url.hostname.toLowerCase();
  const allowed = hosts.some((entry) =>
    entry.startsWith("*.") ? host.endsWith(entry.slice(1)) && host.length > entry.length - 1 : host === entry,
  );
  return allowed ? url.href : null;
}

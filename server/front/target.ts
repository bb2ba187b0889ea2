/** A request's target as it is served: a path of ours and the host it was asked of, or why it is not served. */
export type Target =
  | { readonly kind: "path"; readonly path: string; readonly host: string | null }
  | { readonly kind: "whole_server" }
  | { readonly kind: "refused"; readonly status: 400 | 404 | 414 };

/** Longer than any address of ours with its query, and short enough for every proxy. */
const MAX_LENGTH = 8192;

/**
 * Reads the target of a request line (RFC 9112 §3.2, https://www.rfc-editor.org/rfc/rfc9112#section-3.2). The absolute
 * form is served as the path in it, asked of the host in it, which stands above the Host header; `host` is null for the
 * usual form. `*` is for OPTIONS alone. Refused are what a browser reads as another host's address when it is sent back
 * to it in a redirect (`//host`, `/\host`), and percent escapes that stand for nothing: no page has such an address.
 */
export function readTarget(method: string, target: string): Target {
  if (target === "*") return method === "OPTIONS" ? { kind: "whole_server" } : refused(400);
  if (target.length > MAX_LENGTH) return refused(414);
  if (target.startsWith("/")) return pathTarget(target, null);
  const url = /^https?:\/\//i.test(target) ? URL.parse(target) : null;
  if (url === null || url.username !== "" || url.password !== "") return refused(400);
  return pathTarget(`${url.pathname}${url.search}`, url.host);
}

function pathTarget(path: string, host: string | null): Target {
  if (/^[/\\]{2}/.test(path)) return refused(400);
  return canBeDecoded(path.split("?", 1)[0] ?? "") ? { kind: "path", path, host } : refused(404);
}

function canBeDecoded(path: string): boolean {
  if (!path.includes("%")) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

const refused = (status: 400 | 404 | 414): Target => ({ kind: "refused", status });

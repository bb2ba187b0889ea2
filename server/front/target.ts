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
 * to it in a redirect (`//host`, `/\host`), a path that stands for another one of ours than is written (`isOfAnotherPath`),
 * a fragment, and percent escapes that stand for nothing: no page has such an address.
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
  const [pathname = ""] = path.split("?", 1);
  if (path.includes("#") || isOfAnotherPath(pathname)) return refused(400);
  return canBeDecoded(pathname) ? { kind: "path", path, host } : refused(404);
}

/** A backslash, two slashes, a part that is `.` or `..`, and a letter, digit, `-`, `.` or `_` that is escaped. */
const NOT_AS_WRITTEN = /\\|\/\/|\/\.{1,2}(?=\/|$)|%(?:2[de]|3\d|[46][1-9a-f]|[57][\da]|5f)/i;

/**
 * Whether Next, which reads a target as a URL (https://url.spec.whatwg.org/#path-state) and its parts decoded, would serve
 * another path than the one that limits, metrics and policies here go by. Browsers and clients never send such a path:
 * they resolve dots, and escape nothing that needs no escape (https://www.rfc-editor.org/rfc/rfc3986#section-2.3).
 */
const isOfAnotherPath = (pathname: string): boolean => NOT_AS_WRITTEN.test(pathname);

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

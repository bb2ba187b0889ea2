export type CookieOptions = {
  readonly path: string;
  readonly maxAge: number;
  readonly isHttps: boolean;
  readonly sameSite: "Lax" | "Strict";
};

/** A cookie of a request; null when the browser sent none of that name. For route files, which the front door calls without Next. */
export function requestCookie(request: Pick<Request, "headers">, name: string): string | null {
  for (const part of (request.headers.get("cookie") ?? "").split(";")) {
    const [key = "", ...value] = part.trim().split("=");
    if (key === name) return value.join("=") || null;
  }
  return null;
}

/** The `Set-Cookie` header for a value that needs no escaping. No script of a page can read it. */
export function cookieHeader(name: string, value: string, { path, maxAge, isHttps, sameSite }: CookieOptions): string {
  const secure = isHttps ? "; Secure" : "";
  return `${name}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=${sameSite}${secure}`;
}

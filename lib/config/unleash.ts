/** An Unleash server, how to be let in, and how often it is asked. */
export type UnleashConfig = { readonly url: string; readonly token: string; readonly refreshMs: number };

const REFRESH = { fallback: 5, least: 1, most: 300 };

/** Null without UNLEASH_URL; then the other settings are errors, because they would silently do nothing. */
export function readUnleash(
  text: (name: string) => string | null,
  wrong: (name: string, message: string) => void,
): UnleashConfig | null {
  const url = text("UNLEASH_URL");
  const token = text("UNLEASH_API_TOKEN");
  const seconds = text("UNLEASH_REFRESH_SECONDS");
  if (url === null) {
    for (const name of ["UNLEASH_API_TOKEN", "UNLEASH_REFRESH_SECONDS"])
      if (text(name) !== null) wrong(name, "it is used only with UNLEASH_URL; remove it, or set that too");
    return null;
  }
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? "")) wrong("UNLEASH_URL", `"${url}" is not a web address`);
  if (token === null) wrong("UNLEASH_API_TOKEN", "UNLEASH_URL needs a token");
  else if (!/^[\x21-\x7e]+$/.test(token)) wrong("UNLEASH_API_TOKEN", "a token has no spaces and no special letters");
  const refresh = seconds === null ? REFRESH.fallback : Number(seconds);
  if (!Number.isInteger(refresh) || refresh < REFRESH.least || refresh > REFRESH.most)
    wrong(
      "UNLEASH_REFRESH_SECONDS",
      `"${seconds}" is not a whole number of seconds from ${REFRESH.least} to ${REFRESH.most}`,
    );
  return { url: url.replace(/\/+$/, ""), token: token ?? "", refreshMs: refresh * 1000 };
}

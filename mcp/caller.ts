import type { Principal } from "#lib/purchase/access/principal.ts";
import { WIDGET_SECRET_FIELD } from "#lib/wire/tool-contract.ts";
import { keptAnswers } from "#lib/kept-answers.ts";
import { shopperId, type ShopperId } from "#lib/ids.ts";
import { COUNTRY_CODES } from "#lib/wire/address/country-codes.ts";

/** What the host says of whoever calls. Hints only, never a proof of identity. */
export type Caller = {
  readonly shopperId: ShopperId | null;
  /** BCP 47, without extensions. */
  readonly locale: string;
  readonly country: string | null;
  readonly platform: "ios" | "android" | "web" | null;
};

const DEFAULT_LOCALE = "en-US";

/** Reads the client hints of a call's `_meta`. Whatever is absent or malformed is left out; nothing here fails. */
export function readCaller(meta: Readonly<Record<string, unknown>> | undefined): Caller {
  const subject = textOf(meta?.["openai/subject"], 200);
  const location = meta?.["openai/userLocation"];
  const country =
    typeof location === "object" && location !== null && "country" in location
      ? textOf(location.country, 2)?.toUpperCase()
      : undefined;
  return {
    shopperId: subject === null ? null : shopperId(subject),
    locale: localeOf(textOf(meta?.["openai/locale"], 35)),
    country: country !== undefined && COUNTRY_CODES.has(country) ? country : null,
    platform: platformOf(textOf(meta?.["openai/userAgent"], 1000)),
  };
}

/** Who calls a tool: the host's subject, and the widget's secret where the widget calls. */
export function principalOf({ shopperId: subject }: Caller, args: unknown): Principal {
  const secret =
    typeof args === "object" && args !== null ? new Map(Object.entries(args)).get(WIDGET_SECRET_FIELD) : null;
  return { surface: "mcp", subject, widgetSecret: textOf(secret, 100) };
}

/** Text of 1 to `max` printable characters, else null. */
function textOf(value: unknown, max: number): string | null {
  if (typeof value !== "string") return null;
  const text = value.trim();
  return text.length >= 1 && text.length <= max && !/[\p{Cc}\p{Cs}]/u.test(text) ? text : null;
}

const localeOf = (tag: string | null): string => (tag === null ? DEFAULT_LOCALE : knownLocale(tag));

const MAX_LOCALES = 500;
const knownLocale = keptAnswers(MAX_LOCALES, (tag) => {
  try {
    return Intl.NumberFormat.supportedLocalesOf(new Intl.Locale(tag).baseName)[0] ?? DEFAULT_LOCALE;
  } catch {
    // Intl's one way to say that a tag is malformed is to throw.
    return DEFAULT_LOCALE;
  }
});

function platformOf(userAgent: string | null): Caller["platform"] {
  if (userAgent === null) return null;
  if (/android/i.test(userAgent)) return "android";
  return /iphone|ipad|\bios\b/i.test(userAgent) ? "ios" : "web";
}

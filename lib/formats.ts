/** Languages come with requests, and made-up ones must not fill the memory: the oldest go. A shop needs fewer of one kind. */
const MAX_KEPT = 500;

/** A formatter takes longer to make than a text to write, so each is made once. */
function keptBy<Options, Format>(
  make: (locale: string, options: Options) => Format,
  keyOf: (options: Options) => string = JSON.stringify,
): (locale: string, options: Options) => Format {
  const kept = new Map<string, Format>();
  return (locale, options) => {
    const key = `${locale} ${keyOf(options)}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make(locale, options);
    for (const oldest of kept.set(key, made).keys()) {
      if (kept.size <= MAX_KEPT) break;
      kept.delete(oldest);
    }
    return made;
  };
}

export const dateFormat = keptBy(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);

export const numberFormat = keptBy(
  (locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);

/** Amounts with all digits of their currency, which its code says. */
export const currencyFormat = keptBy(
  (locale, { currency, digits }: { readonly currency: string; readonly digits: number }) =>
    new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }),
  ({ currency }) => currency,
);

/** Names of countries and languages. */
export const displayNames = keptBy(
  (locale, options: Intl.DisplayNamesOptions) => new Intl.DisplayNames([locale], options),
);

export const listFormat = keptBy((locale, options: Intl.ListFormatOptions) => new Intl.ListFormat(locale, options));

export const pluralRules = keptBy((locale, options: Intl.PluralRulesOptions) => new Intl.PluralRules(locale, options));

/** The order of a language. */
export const collator = keptBy((locale, options: Intl.CollatorOptions) => new Intl.Collator(locale, options));

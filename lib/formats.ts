/** More than this many languages and ways to write are no shop's, but somebody's who makes them up. */
const MAX_KEPT = 500;

/** A formatter takes longer to make than a text to write, so each is made once. */
function keptBy<Options, Format>(
  make: (locale: string, options: Options) => Format,
): (locale: string, options: Options) => Format {
  const kept = new Map<string, Format>();
  return (locale, options) => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const format = kept.get(key) ?? make(locale, options);
    if (kept.size < MAX_KEPT) kept.set(key, format);
    return format;
  };
}

export const dateFormat = keptBy(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);

export const numberFormat = keptBy(
  (locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);

/** Names of countries and languages. */
export const displayNames = keptBy(
  (locale, options: Intl.DisplayNamesOptions) => new Intl.DisplayNames([locale], options),
);

import { dateFormat } from "../../formats.ts";
import { isAwaited, type Availability } from "../../catalog/product.ts";
import { productTexts } from "../texts/product.ts";

type Awaited = { readonly availability: Availability; readonly availableFrom: Date | null };

/**
 * "Pre-order, ships from Mar 1, 2027"; null for what is neither a pre-order nor a back-order. The day is a UTC day. In
 * English, which models read, unless a surface for people gives its texts; with `dateStyle` "long" the month in full.
 */
export function awaitedText(
  { availability, availableFrom }: Awaited,
  locale: string,
  textsOf: typeof productTexts = productTexts,
  dateStyle: "medium" | "long" = "medium",
): string | null {
  if (!isAwaited(availability)) return null;
  const texts = textsOf(locale);
  const day =
    availableFrom === null ? null : dateFormat(texts.locale, { dateStyle, timeZone: "UTC" }).format(availableFrom);
  return texts[availability](day);
}

/** The same for what a response contains: `availability_date` is an RFC 3339 time, or absent. */
export function awaitedTextOf(
  {
    availability,
    availability_date: date,
  }: { readonly availability: Availability; readonly availability_date?: string | undefined },
  locale: string,
): string | null {
  const day = date === undefined ? null : new Date(date);
  return awaitedText({ availability, availableFrom: day === null || Number.isNaN(day.getTime()) ? null : day }, locale);
}

/** Availability and date as the wire spells them: of a product, of a line in a basket and of a line in an order. */
export function awaitedFields({ availability, availableFrom }: Awaited): {
  readonly availability: Availability;
  readonly availability_date?: string;
} {
  return {
    availability,
    ...(availableFrom === null ? {} : { availability_date: availableFrom.toISOString() }),
  };
}

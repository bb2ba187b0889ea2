import type { FlagsDocument } from "./unleash-document.ts";

/** What we send with every question (lib/flags/unleash.ts), and what Unleash's client adds by itself. */
export const SENT_FIELDS: readonly string[] = [
  "userId",
  "sessionId",
  "sellerId",
  "country",
  "platform",
  "currency",
  "appVersion",
  "appName",
  "environment",
  "currentTime",
];

export type UnsentField = { readonly flag: string; readonly field: string };

/**
 * Constraints of our flags, their own and those of their segments, on a field that we never send. Unleash then compares
 * with nothing: such a strategy matches nobody, or everybody when it is inverted, and says nothing about it.
 */
export function unsentFields(document: FlagsDocument, flags: readonly string[]): UnsentField[] {
  const segments = new Map((document.segments ?? []).map(({ id, constraints }) => [id, constraints]));
  const found = document.features
    .filter(({ name }) => flags.includes(name))
    .flatMap(({ name: flag, strategies }) =>
      (strategies ?? [])
        .flatMap(({ constraints, segments: ids }) => [
          ...(constraints ?? []),
          ...(ids ?? []).flatMap((id) => segments.get(id) ?? []),
        ])
        .flatMap(({ contextName: field }) =>
          field === undefined || SENT_FIELDS.includes(field) ? [] : [{ flag, field }],
        ),
    );
  return [...new Map(found.map((one) => [`${one.flag} ${one.field}`, one])).values()];
}

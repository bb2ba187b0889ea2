import { z } from "zod";
import { parsePrice, type Money } from "../../money.ts";
import { INPUT_TEXTS } from "../../wire/texts/input.ts";

/** A price as in the feed: "5.90 USD". */
export const price = z.string().transform((text, context): Money => {
  const read = parsePrice(text);
  if (read.kind === "price") return read.price;
  context.addIssue({ code: "custom", message: read.why });
  return z.NEVER;
});

/** A rate as a person writes it, "8.875%", in millionths. */
export const rate = z.string().transform((text, context): number => {
  const perMillion = readPercent(text);
  if (perMillion !== null && perMillion < 1_000_000) return perMillion;
  context.addIssue({ code: "custom", message: `"${text}" is not a rate like "8.875%" below 100%` });
  return z.NEVER;
});

/** "8.875%" in millionths; null when it is no percentage of at most four decimals. */
export function readPercent(text: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,4}))?%$/.exec(text);
  return match === null ? null : Number(match[1]) * 10_000 + Number((match[2] ?? "").padEnd(4, "0"));
}

export const name = z.string().min(1).max(200);

/** Turns what stands after it around, so that a buyer reads another name or price than is stored. */
const TURNS_AROUND = /[\u202A-\u202E\u2066-\u2069]/u;
export const withoutTurns = (text: z.ZodString) =>
  text
    .refine(
      (given) => !TURNS_AROUND.test(given),
      "must have no bidirectional control characters (U+202A to U+202E, U+2066 to U+2069)",
    )
    .refine((given) => !/\p{Cs}/u.test(given), INPUT_TEXTS.halfCharacter);
export const WITHOUT_CONTROLS = [/^\P{Cc}*$/u, "must have no control characters"] as const;

/** A name that buyers read, which a seller may have given. */
export const shownName = withoutTurns(name.regex(...WITHOUT_CONTROLS));

/** A list in which no two items have the same key. */
export const withoutRepeats = <Item extends z.ZodType>(
  list: z.ZodArray<Item>,
  keyOf: (item: z.output<Item>) => string,
) =>
  list.superRefine((items, context) => {
    const [met, repeated] = [new Set<string>(), new Set<string>()];
    for (const key of items.map(keyOf)) (met.has(key) ? repeated : met).add(key);
    for (const key of repeated) context.addIssue({ code: "custom", message: `"${key}" is listed twice` });
  });

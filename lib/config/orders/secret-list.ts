import { z } from "zod";
import { secret } from "../setting.ts";

/**
 * A secret setting that is a JSON list. All that is wrong in it becomes one message, by its field, which repeats no value,
 * since any may be a secret. `must` says what JSON is accepted, `noun` what an item is, and `unique` lists what no two
 * items may share: the field, its value, and the sentence when they do.
 */
export function secretList<Item extends z.ZodType>(
  item: Item,
  rules: {
    readonly must: string;
    readonly noun: string;
    readonly max: number;
    readonly unique: readonly {
      readonly field: string;
      readonly of: (item: z.output<Item>) => string;
      readonly message: string;
    }[];
  },
) {
  const { must, noun, max, unique } = rules;
  return secret().transform((text, context): readonly z.output<Item>[] => {
    const wrong = (message: string) => {
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    };
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return wrong(must);
    }
    const read = z.array(item, `must be a JSON list of ${noun}`).max(max, `at most ${max} ${noun}`).safeParse(json);
    if (!read.success) return wrong(read.error.issues.map(problemOf).join("; "));
    const repeats = unique.flatMap(({ field, of, message }) =>
      repeated(read.data, of).map((index) => `[${index}].${field}: ${message}`),
    );
    return repeats.length === 0 ? read.data : wrong(repeats.join("; "));
  });
}

function problemOf(issue: z.core.$ZodIssue): string {
  const field = issue.path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  const message = issue.code === "unrecognized_keys" ? "contains a field that is not known" : issue.message;
  return field === "" ? message : `${field}: ${message}`;
}

function repeated<Item>(items: readonly Item[], of: (item: Item) => string): readonly number[] {
  return items.flatMap((item, index) => (items.findIndex((one) => of(one) === of(item)) < index ? [index] : []));
}

const SELLERS = 'must be "all", or a list of seller ids with at least one';

/** Whose orders an item of such a list is about: a list of seller ids, or null for all sellers. */
export const sellersField = () =>
  z.union([z.literal("all"), z.array(z.string().trim().min(1, SELLERS).max(200, SELLERS)).min(1, SELLERS)], {
    error: SELLERS,
  });

/** What an item of such a list is called. */
export const nameField = () =>
  z.string().regex(/^[a-z0-9][a-z0-9._-]{0,49}$/, "must have 1 to 50 lower-case letters, digits, ., _ and -");

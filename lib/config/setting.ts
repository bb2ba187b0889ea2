import { z } from "zod";

/** The least length of every key and secret that the merchant chooses. */
export const MIN_SECRET_LENGTH = 16;
/** A key is sent in a header, and servers limit those. */
const MAX_KEY_LENGTH = 500;

const secrets = z.registry<{ readonly isSecret: true }>();

/** Text that no message may repeat. `<NAME>_FILE` may name a file that contains it (read-secret-files.ts). */
export const secret = (missing?: string) => z.string({ error: missing }).register(secrets, { isSecret: true });

/** A key that a caller sends as a bearer token. */
export const bearerKey = () =>
  secret().regex(
    new RegExp(`^[!-~]{${MIN_SECRET_LENGTH},${MAX_KEY_LENGTH}}$`),
    `must have ${MIN_SECRET_LENGTH} to ${MAX_KEY_LENGTH} letters, digits or punctuation marks, and no spaces`,
  );

/** A secret that both sides sign with. */
export const signingSecret = () =>
  secret().min(MIN_SECRET_LENGTH, `must have at least ${MIN_SECRET_LENGTH} characters`);

/** One of a closed list of values. */
export const oneOf = <const Values extends readonly string[]>(values: Values) =>
  z.enum(values, { error: ({ input }) => mustBeOneOf(values, input) });

export const mustBeOneOf = (values: readonly string[], input: unknown): string =>
  `must be one of ${values.join(", ")}, not "${String(input)}"`;

export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .refine((text) => Number.isInteger(Number(text)) && Number(text) >= min && Number(text) <= max, {
      error: ({ input }) => `must be a whole number from ${min} to ${max}, not "${String(input)}"`,
    })
    .transform(Number);

/** An http or https address. No message repeats it, because it may contain a key. */
export const webAddress = (example: string) =>
  z.string().refine(isWebAddress, `must be a web address such as ${example}`);

/** An address that paths are appended to. */
export const baseAddress = (example: string) => webAddress(example).transform((text) => text.replace(/\/+$/, ""));

export function isWebAddress(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? "");
}

/** The values of a list separated by commas. */
export const listItems = (text: string): readonly string[] =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");

/** A setting that would silently do nothing, so it must not be set. */
export const unused = (why: string) => z.never({ error: `${why}; remove it` }).optional();

/**
 * For checks that compare settings: without it zod skips them while another setting is wrong, and the operator would
 * learn of one mistake at a time. A setting that is wrong itself arrives there as it was given.
 */
export const always = { when: () => true };

/** What is wrong with a setting and what is accepted; `name` is the environment variable. */
export type SettingProblem = { readonly name: string; readonly message: string };

/** Settings by their names, as text. */
export type GivenSettings = Readonly<Record<string, string>>;

/** Those of the names that are set; an empty or blank one counts as not set. */
export function givenSettings(
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): GivenSettings {
  const trimmed = names.map((name) => [name, env[name]?.trim() ?? ""] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ""));
}

/** The names of all the settings that these schemas read. */
export function settingNames(areas: readonly z.core.$ZodType[]): readonly string[] {
  return [...new Set(areas.flatMap(fieldsOf).map(([name]) => name))];
}

/** The names of those that are secrets. */
export function secretNames(areas: readonly z.core.$ZodType[]): readonly string[] {
  const names = areas.flatMap(fieldsOf).flatMap(([name, field]) => (isSecret(field) ? [name] : []));
  return [...new Set(names)];
}

function fieldsOf(schema: z.core.$ZodType): readonly (readonly [string, z.core.$ZodType])[] {
  if (schema instanceof z.ZodPipe) return fieldsOf(schema.in);
  if (schema instanceof z.ZodDiscriminatedUnion) return schema.options.flatMap(fieldsOf);
  return schema instanceof z.ZodObject ? Object.entries(schema.shape) : [];
}

function isSecret(field: z.core.$ZodType): boolean {
  if (field instanceof z.ZodOptional || field instanceof z.ZodDefault) return isSecret(field.def.innerType);
  if (field instanceof z.ZodPipe) return isSecret(field.in);
  return secrets.get(field)?.isSecret === true;
}

/** What a form of the console says, from an address or from a form that was posted. Everything in it is read again before it counts. */
export type Asked = { get(name: string): unknown };

/** Of more than the longest field of a form, the rest is not read. */
const MAX_TEXT = 2000;

/** One field in one line, empty where there is none. */
export function textIn(asked: Asked, name: string, maxLength = MAX_TEXT): string {
  const value = asked.get(name);
  // No field takes control characters, and no table stores all of them.
  return typeof value === "string"
    ? value
        .replaceAll(/\p{Cc}/gu, " ")
        .trim()
        .slice(0, maxLength)
    : "";
}

export const isTicked = (asked: Asked, name: string): boolean => textIn(asked, name) === "on";

/** The named fields as they were given, for the form that does what they say. */
export const fieldsOf = (asked: Asked, names: readonly string[]): readonly (readonly [string, string])[] =>
  names.flatMap((name) => {
    const value = textIn(asked, name);
    return value === "" ? [] : [[name, value] as const];
  });

/** The address of a page with such fields. */
export const addressWith = (path: string, fields: readonly (readonly [string, string])[]): string =>
  `${path}?${new URLSearchParams(fields.map(([name, value]) => [name, value])).toString()}`;

/** What a page's `searchParams` are. */
export type AddressQuery = Readonly<Record<string, string | string[] | undefined>>;

/** What came in the address of a page, as a form has it. */
export const askedInAddress = (query: AddressQuery): Asked => ({
  get: (name) => query[name],
});

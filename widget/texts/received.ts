import { en, type WidgetTexts } from "#lib/wire/widget/texts/en.ts";

/**
 * Texts that came through the host, in the shape of the English ones. What is missing in them, or is something else than
 * a text, is English: an older server has fewer.
 */
export const receivedTexts = (received: unknown): WidgetTexts => shapedAs(en, received);

function shapedAs<Shape extends object>(english: Shape, received: unknown): Shape {
  if (typeof received !== "object" || received === null) return english;
  const given = new Map<string, unknown>(Object.entries(received));
  if ("other" in english) return typeof given.get("other") === "string" ? formsIn(given, english) : english;
  const entries = Object.entries(english).map(([key, text]: [string, unknown]) => {
    const other = given.get(key);
    if (typeof text === "object" && text !== null) return [key, shapedAs(text, other)];
    return [key, typeof other === "string" ? other : text];
  });
  return Object.assign({ ...english }, Object.fromEntries(entries));
}

/** The forms of a plural: each language has its own, and no English one beside them. */
function formsIn<Forms extends object>(given: ReadonlyMap<string, unknown>, english: Forms): Forms {
  const forms = Object.fromEntries([...given].filter(([, form]) => typeof form === "string"));
  const absent = Object.fromEntries(Object.keys(english).map((category) => [category, undefined]));
  return Object.assign({ ...english }, absent, forms);
}

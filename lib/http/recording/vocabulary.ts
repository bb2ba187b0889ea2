import { CONTRACT_SCHEMAS } from "../../wire/mcp/contract-schemas.ts";

/** What a recording may show as it is. Everything else becomes a marker. */
export type Vocabulary = {
  /** Names of fields. */
  readonly names: ReadonlySet<string>;
  /** The values that a field may have, where the tools' schemas list them all. */
  readonly words: ReadonlyMap<string, ReadonlySet<string>>;
  /** Fields that are numbers by the tools' schemas. */
  readonly numbers: ReadonlySet<string>;
  /** Tools and resources, by which `tools/call` and `resources/read` name them. */
  readonly targets: ReadonlySet<string>;
};

/** What a recording of /mcp may show as it is: the names, words and numbers of our own tools' schemas. */
export const shopVocabulary = (targets: readonly string[]): Vocabulary => vocabularyOf(CONTRACT_SCHEMAS, targets);

/** Reads JSON Schemas: what they name and enumerate was written by us and is public. */
function vocabularyOf(schemas: readonly unknown[], targets: readonly string[]): Vocabulary {
  const names = new Set<string>();
  const words = new Map<string, Set<string>>();
  const numbers = new Set<string>();
  const read = (schema: unknown, field: string | null): void => {
    if (Array.isArray(schema)) return schema.forEach((one) => read(one, field));
    if (typeof schema !== "object" || schema === null) return;
    for (const [keyword, value] of Object.entries(schema)) {
      if (keyword === "properties") readProperties(value);
      else if (keyword === "enum" || keyword === "const") addWords(field, [value].flat());
      else if (keyword === "type" && field !== null && [value].flat().some(isNumeric)) numbers.add(field);
      else read(value, field);
    }
  };
  const readProperties = (properties: unknown) => {
    if (typeof properties !== "object" || properties === null) return;
    for (const [name, schema] of Object.entries(properties)) {
      names.add(name);
      read(schema, name);
    }
  };
  const addWords = (field: string | null, values: readonly unknown[]) => {
    if (field === null) return;
    const known = words.get(field) ?? new Set<string>();
    for (const value of values) if (typeof value === "string") known.add(value);
    words.set(field, known);
  };
  schemas.forEach((schema) => read(schema, null));
  return { names, words, numbers, targets: new Set(targets) };
}

const isNumeric = (type: unknown) => type === "integer" || type === "number";

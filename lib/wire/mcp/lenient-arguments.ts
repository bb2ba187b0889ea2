import type { z } from "zod";

type Schema = z.core.JSONSchema._JSONSchema;
type ObjectSchema = Exclude<Schema, boolean>;

/** As deep as a tool's arguments go, with room; JSON text inside JSON text ends here. */
const MAX_DEPTH = 8;
const WHOLE_NUMBER = /^\s*-?\d{1,15}(?:\.0+)?\s*$/;

/**
 * A tool's arguments as its JSON Schema means them, where models and hosts are known to write them otherwise and
 * nothing has to be guessed: null or nothing for no arguments, an object or a list as JSON text, a whole number as
 * text, text that is a whole number (a product id of a feed that numbers its rows), and empty text or null for an
 * optional field, which is left out. Everything else is returned as it came, for
 * the tool's own schema to judge.
 */
export function lenientArguments(sent: unknown, schema: Schema): unknown {
  return sent === null || sent === undefined || isBlank(sent) ? {} : lenient(sent, schema, 0);
}

function lenient(sent: unknown, schema: Schema | readonly Schema[] | undefined, depth: number): unknown {
  if (schema === undefined || isList(schema) || typeof schema === "boolean") return sent;
  if (depth > MAX_DEPTH) return sent;
  const wanted = objectsOf(schema.anyOf ?? [schema]).find((one) => one.type !== "null");
  switch (wanted?.type) {
    case "object":
      return lenientObject(parsed(sent, "{"), wanted, depth);
    case "array": {
      const list = parsed(sent, "[");
      return Array.isArray(list) ? list.map((one) => lenient(one, wanted.items, depth + 1)) : list;
    }
    case "integer":
    case "number":
      return typeof sent === "string" && WHOLE_NUMBER.test(sent) ? Number(sent) : sent;
    case "string":
      return Number.isSafeInteger(sent) ? String(sent) : sent;
    default:
      return sent;
  }
}

function lenientObject(sent: unknown, { properties = {}, required = [] }: ObjectSchema, depth: number): unknown {
  if (typeof sent !== "object" || sent === null || Array.isArray(sent)) return sent;
  const entries = Object.entries(sent).flatMap(([name, value]): [string, unknown][] => {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (schema === undefined) return [[name, value]];
    const hasDefault = typeof schema === "object" && "default" in schema;
    const isOptional = hasDefault || !required.includes(name);
    if (isOptional && (value === null || isBlank(value))) return [];
    return [[name, lenient(value, schema, depth + 1)]];
  });
  return Object.fromEntries(entries);
}

const isList = (schema: Schema | readonly Schema[]): schema is readonly Schema[] => Array.isArray(schema);
const objectsOf = (schemas: readonly Schema[]) =>
  schemas.filter((one): one is ObjectSchema => typeof one !== "boolean");

const isBlank = (value: unknown): boolean => typeof value === "string" && value.trim() === "";

/** The object or list that a text is the JSON of; anything else as it came. */
function parsed(sent: unknown, opening: "{" | "["): unknown {
  if (typeof sent !== "string" || !sent.trimStart().startsWith(opening)) return sent;
  try {
    return JSON.parse(sent) as unknown;
  } catch {
    return sent;
  }
}

import { z } from "zod";
import { refusalView } from "#lib/wire/tool-contract.ts";
import type { Tool } from "./tool.ts";

/**
 * The tools in the protocol's words, the same for every revision. The schemas use only what all dialects of JSON Schema
 * read alike, so they name none: a client then reads them in its own.
 */
export function toolListing(tools: readonly Tool[]) {
  return tools.map((tool) => ({
    name: tool.name,
    title: tool.title,
    description: tool.description,
    annotations: tool.hints,
    _meta: { ...tool.meta },
    inputSchema: compact(z.toJSONSchema(tool.input, { io: "input" })),
    outputSchema: compact(outline(z.toJSONSchema(tool.output, { io: "output" }), DEPTHS[tool.name] ?? 1)),
  }));
}

type Schema = Readonly<Record<string, unknown>>;

/** How many levels of an answer are described: its fields, and where the model reads it first also its items' fields. */
const DEPTHS: Readonly<Record<string, number>> = { search_products: 2 };
const REFUSAL = z.toJSONSchema(refusalView, { io: "output" });

/**
 * What a tool answers, which is what it is for or a refusal, in short: in full, one checkout takes 6.5 kB, and five tools
 * answer one. Whatever the tool's own schema takes is valid here too, because all that is done is to leave out. Objects
 * are open, so that a host that keeps an older list takes an answer with a new field. Of what may be missing, only the
 * type is described.
 */
function outline(answer: Schema, depth: number): Schema {
  const { properties, required } = shortened(answer, depth);
  const refusal = shortened(REFUSAL, 1);
  const common = listOf(required).filter((name) => listOf(refusal["required"]).includes(name));
  return {
    type: "object",
    properties: { ...schemaOf(refusal["properties"]), ...schemaOf(properties) },
    ...(common.length === 0 ? {} : { required: common }),
  };
}

const TYPE_ONLY = -1;

/** A schema's types, fields and values, so many levels deep. What a list or an object holds below that is left open. */
function shortened(schema: unknown, depth: number): Schema {
  const { type, properties, required, items, anyOf, enum: values } = schemaOf(schema);
  if (Array.isArray(anyOf)) return { anyOf: anyOf.map((one) => shortened(one, depth)) };
  const kept = {
    ...(type === undefined ? {} : { type }),
    ...(values === undefined || depth < 0 ? {} : { enum: values }),
  };
  if (depth <= 0) return kept;
  if (items !== undefined) return { ...kept, items: shortened(items, depth) };
  if (properties === undefined) return kept;
  const described = Object.entries(schemaOf(properties)).map(([name, one]) => [
    name,
    shortened(one, listOf(required).includes(name) ? depth - 1 : TYPE_ONLY),
  ]);
  return { ...kept, properties: Object.fromEntries(described), ...(required === undefined ? {} : { required }) };
}

/**
 * A schema without the name of its dialect, without the bounds that every whole number in JSON has, and with
 * `{anyOf: [{type: T, …}, {type: "null"}]}` as `{type: [T, "null"], …}`, which means the same: the other keywords judge
 * values of their own type only. `enum` judges every value, so null is one of its values then.
 */
function compact(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(compact);
  if (typeof schema !== "object" || schema === null) return schema;
  const entries = Object.entries(schema).filter(([keyword, value]) => !isIdle(keyword, value));
  const { anyOf, ...rest }: Schema = Object.fromEntries(entries.map(([keyword, value]) => [keyword, compact(value)]));
  if (anyOf === undefined) return rest;
  const [one, none] = listOf(anyOf).map(schemaOf);
  const isNullable = listOf(anyOf).length === 2 && none?.["type"] === "null" && typeof one?.["type"] === "string";
  if (!isNullable) return { ...rest, anyOf };
  const values = "enum" in one ? { enum: [...listOf(one["enum"]), null] } : {};
  return { ...rest, ...one, ...values, type: [one["type"], "null"] };
}

const isIdle = (keyword: string, value: unknown) =>
  keyword === "$schema" ||
  (keyword === "maximum" && value === Number.MAX_SAFE_INTEGER) ||
  (keyword === "minimum" && value === Number.MIN_SAFE_INTEGER);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const schemaOf = (value: unknown): Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};

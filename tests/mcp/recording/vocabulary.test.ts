import { expect, it } from "vitest";
import { z } from "zod";
import { RECORDING_VOCABULARY } from "#mcp/recording-vocabulary.ts";
import { TOOLS } from "#mcp/tool-list.ts";
import { WIDGETS } from "#mcp/widget-resource.ts";

/** The names of all fields in a JSON Schema. */
function fieldsOf(schema: unknown): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([keyword, value]) => [
    ...(keyword === "properties" ? Object.keys(Object(value)) : []),
    ...fieldsOf(value),
  ]);
}

it.each(TOOLS)("every field of $name has its name in a recording", ({ input, output }) => {
  const schemas = [z.toJSONSchema(input, { io: "input" }), z.toJSONSchema(output, { io: "output" })];
  const fields = schemas.flatMap(fieldsOf);
  expect(fields.length).toBeGreaterThan(0);
  expect(fields.filter((field) => !RECORDING_VOCABULARY.names.has(field))).toEqual([]);
});

it("a field that is a person's or opens something has no values that a recording shows", () => {
  for (const field of [
    "name",
    "email",
    "line_one",
    "city",
    "postal_code",
    "phone_number",
    "token",
    "query",
    "cursor",
  ]) {
    expect(RECORDING_VOCABULARY.words.has(field), field).toBe(false);
    expect(RECORDING_VOCABULARY.numbers.has(field), field).toBe(false);
  }
});

it("every tool and every widget has its name in a recording", () => {
  const names = [...TOOLS.map(({ name }) => name), ...WIDGETS.map(({ uri }) => uri)];
  expect(names.filter((name) => !RECORDING_VOCABULARY.targets.has(name))).toEqual([]);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { lenientArguments } from "#lib/wire/mcp/lenient-arguments.ts";

const shape = z.object({
  id: z.string(),
  limit: z.int().min(1).nullish(),
  items: z.array(z.object({ id: z.string(), quantity: z.int().min(1) })).nullish(),
  address: z.object({ city: z.string(), line_two: z.string().nullish() }).nullish(),
});
const schema = z.toJSONSchema(shape, { io: "input" });
const read = (sent: unknown) => lenientArguments(sent, schema);

describe("a tool's arguments", () => {
  it.each([
    ["null", null, {}],
    ["nothing", undefined, {}],
    ["empty text", " ", {}],
    ["JSON text", '{"id":"a","limit":2}', { id: "a", limit: 2 }],
    ["a whole number as text", { limit: "2" }, { limit: 2 }],
    ["a whole number as text with spaces and a zero fraction", { limit: " 2.0 " }, { limit: 2 }],
    ["a number as text in a list", { items: [{ id: "a", quantity: "3" }] }, { items: [{ id: "a", quantity: 3 }] }],
    ["a list as JSON text", { items: '[{"id":"a","quantity":"3"}]' }, { items: [{ id: "a", quantity: 3 }] }],
    ["an object as JSON text", { address: '{"city":"Rome","line_two":""}' }, { address: { city: "Rome" } }],
    ["a whole number where text is wanted", { id: 123456 }, { id: "123456" }],
    ["empty text for an optional field", { id: "a", limit: "" }, { id: "a" }],
    ["null for an optional field", { id: "a", address: null }, { id: "a" }],
  ])("may be %s", (_, sent, meant) => {
    expect(read(sent)).toEqual(meant);
  });

  it.each([
    ["text that is no whole number", { limit: "two" }],
    ["a fraction as text", { limit: "1.5" }],
    ["a number with a thousands separator", { limit: "1,000" }],
    ["an exponent", { limit: "1e3" }],
    ["empty text for a required field", { id: "" }],
    ["text that is no JSON", { address: "{city: Rome}" }],
    ["a list of arguments", [{ id: "a" }]],
    ["JSON text of a list where an object is wanted", { address: "[1]" }],
    ["a fraction where text is wanted", { id: 7.5 }],
    ["a number too large to be exact where text is wanted", { id: 2 ** 53 }],
    ["fields that the schema does not know", { id: "a", other: "", __proto__x: null }],
  ])("that are %s are left for the schema to judge", (_, sent) => {
    expect(read(sent)).toEqual(sent);
  });

  it("that the schema accepts are accepted in any of these spellings, and mean the same", () => {
    const valid = fc.record({
      id: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ""),
      limit: fc.option(fc.integer({ min: 1, max: 1e9 })),
      items: fc.option(fc.array(fc.record({ id: fc.string(), quantity: fc.integer({ min: 1, max: 99 }) }))),
    });
    fc.assert(
      fc.property(valid, (args) => {
        const meant = shape.parse(read(args));
        const spelled = {
          ...args,
          limit: args.limit === null ? "" : String(args.limit),
          items: args.items === null ? null : JSON.stringify(args.items),
        };
        expect(shape.parse(read(spelled))).toEqual(meant);
        expect(shape.parse(read(JSON.stringify(spelled)))).toEqual(meant);
      }),
      { seed: 20_261_128, numRuns: 500 },
    );
  });

  it("of any kind make no reader throw", () => {
    fc.assert(
      fc.property(fc.anything(), (sent) => void read(sent)),
      { seed: 20_261_128, numRuns: 2000 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { checkoutView } from "#lib/wire/tool-contract.ts";
import { readerOf, type Shape } from "#widget/reading/shape.ts";
import { shapeOf } from "#widget/reading/shape-of.ts";
import { anAnswer } from "../a-checkout.ts";
import { readSchemas } from "./read-schemas.ts";

const READ = await readSchemas();

/** Values that have the shape, and here and there anything else in the place of a part. */
function nearly(shape: Shape): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 400, arbitrary: fitting(shape) }, { weight: 1, arbitrary: fc.anything() });
}

function fitting(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape[0]) {
    case "string":
      return fc.string({ maxLength: 5 });
    case "boolean":
      return fc.boolean();
    case "number":
      return fc.oneof(fc.double(), fc.integer());
    case "unknown":
      return fc.anything();
    case "int":
      return fc.oneof(
        { weight: 200, arbitrary: fc.nat() },
        { weight: 1, arbitrary: fc.constantFrom(-1, 0.5, 2 ** 53) },
      );
    case "oneOf":
      return fc.constantFrom(...shape[1]);
    case "array":
      return fc.array(nearly(shape[1]), { maxLength: 2 });
    case "record":
      return fc.dictionary(fc.string({ maxLength: 4 }), nearly(shape[1]), { maxKeys: 3 });
    case "object":
      return fc.record<Record<string, unknown>>(
        {
          ...Object.fromEntries(Object.entries(shape[1]).map(([name, one]) => [name, nearly(one)])),
          of_later: fc.nat(),
        },
        { requiredKeys: Object.entries(shape[1]).flatMap(([name, one]) => (one[0] === "optional" ? [] : [name])) },
      );
    case "optional":
      return fc.option(nearly(shape[1]), { nil: undefined });
    case "nullable":
      return fc.option(nearly(shape[1]), { nil: null });
  }
}

describe("what a widget reads answers by", () => {
  it.each([...READ])("%s is read as its schema reads it, and refused where that refuses", (_, schema) => {
    const shape = shapeOf(schema);
    const reader = readerOf(JSON.stringify(shape));
    let fits = 0;
    fc.assert(
      fc.property(nearly(shape), (value) => {
        const expected = schema.safeParse(value);
        const read = reader.safeParse(value);
        expect(read.success).toBe(expected.success);
        if (read.success) {
          fits += 1;
          expect(read.data).toStrictEqual(expected.data);
          expect(reader.parse(value)).toStrictEqual(expected.data);
        } else expect(() => reader.parse(value)).toThrow(TypeError);
      }),
      { numRuns: 400 },
    );
    expect(fits).toBeGreaterThan(5);
  });

  it("is every schema that a widget imports, also through another module", () => {
    for (const name of ["checkoutView", "searchProductsOutput", "minimalHostSession", "widgetWords"])
      expect([...READ.keys()]).toContain(name);
  });

  it("a checkout of the server is read whole", () => {
    const answer = anAnswer();
    expect(readerOf(JSON.stringify(shapeOf(checkoutView))).parse(answer)).toStrictEqual(checkoutView.parse(answer));
  });

  it.each([
    z.string().min(1),
    z.array(z.string()).min(1),
    z.string().transform(Number),
    z.string().default("a"),
    z.number().max(3),
    z.int().min(0).max(3),
    z.union([z.string(), z.number()]),
    z.record(z.enum(["a"]), z.string()),
    z.strictObject({ a: z.string() }),
    z.looseObject({ a: z.string() }),
    z.object({ a: z.string() }).refine(() => false),
  ])("schema %# asks for more than a shape says, and has none", (schema) => {
    expect(() => shapeOf(schema)).toThrow(TypeError);
  });
});

import type { z } from "zod";
import type { Shape } from "./shape.ts";

/** The shape of a schema of lib/wire. Throws on what no shape says: transformations, defaults, patterns, unions. */
export function shapeOf(schema: z.core.$ZodType): Shape {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "string":
      return without(def, ["string"]);
    case "boolean":
    case "unknown":
      return [def.type];
    case "number":
      return numberShape(def);
    case "enum":
      return ["oneOf", Object.values(def.entries)];
    case "literal":
      return ["oneOf", def.values];
    case "optional":
    case "nullable":
      return [def.type, shapeOf(def.innerType)];
    case "array":
      return without(def, ["array", shapeOf(def.element)]);
    case "record":
      if (shapeOf(def.keyType)[0] !== "string") throw new TypeError("a record of a shape has any names");
      return without(def, ["record", shapeOf(def.valueType)]);
    case "object":
      if (def.catchall !== undefined) throw new TypeError("an object of a shape leaves out what it does not name");
      return without(def, [
        "object",
        Object.fromEntries(Object.entries(def.shape).map(([name, one]) => [name, shapeOf(one)])),
      ]);
    default:
      throw new TypeError(`no shape has a schema of the type ${def.type}`);
  }
}

type Checked = { readonly type: string; readonly checks?: readonly unknown[] | undefined };

function without({ type, checks = [] }: Checked, shape: Shape): Shape {
  if (checks.length > 0) throw new TypeError(`no shape has a ${type} with checks`);
  return shape;
}

function numberShape({ checks = [], ...def }: z.core.$ZodNumberDef): Shape {
  if (checks.length === 0 && !("format" in def)) return ["number"];
  const bounds = checks.map((check) => check._zod.def as Partial<z.core.$ZodCheckGreaterThanDef>);
  const [bound] = bounds;
  const isSimple = bounds.every(({ check, inclusive }) => check === "greater_than" && inclusive === true);
  if (!("format" in def) || def.format !== "safeint" || !isSimple || bounds.length > 1)
    throw new TypeError("a shape has whole numbers from a bound on, or any number");
  return ["int", bound === undefined ? null : Number(bound.value)];
}

/** What a schema of lib/wire asks of a value, as data: it is made when the widget is built (widget/reading/shape-of.ts). */
export type Shape =
  | readonly ["string"]
  | readonly ["boolean"]
  | readonly ["number"]
  | readonly ["unknown"]
  /** A safe integer of at least so much; null: of any size. */
  | readonly ["int", number | null]
  | readonly ["oneOf", readonly unknown[]]
  | readonly ["array", Shape]
  | readonly ["record", Shape]
  | readonly ["object", Readonly<Record<string, Shape>>]
  | readonly ["optional" | "nullable", Shape];

/** The part of a zod schema that the widget uses. */
export type Reader = {
  safeParse(value: unknown): { readonly success: true; readonly data: unknown } | { readonly success: false };
  parse(value: unknown): unknown;
};

const UNFIT = Symbol("unfit");

/**
 * Reads as the schema itself does (tests/widget/reading): what it does not name is left out, at every depth. `text` is the
 * shape as JSON, which a browser reads faster than a script, and not before it is asked.
 */
export function readerOf(text: string): Reader {
  let shape: Shape | null = null;
  const readAll = (value: unknown) => read((shape ??= JSON.parse(text) as Shape), value);
  return {
    safeParse(value) {
      const data = readAll(value);
      return data === UNFIT ? { success: false } : { success: true, data };
    },
    parse(value) {
      const data = readAll(value);
      if (data === UNFIT) throw new TypeError("the value does not have the shape that it was declared with");
      return data;
    },
  };
}

function read(shape: Shape, value: unknown): unknown {
  switch (shape[0]) {
    case "string":
    case "boolean":
      return typeof value === shape[0] ? value : UNFIT;
    case "number":
      return Number.isFinite(value) ? value : UNFIT;
    case "unknown":
      return value;
    case "int":
      return Number.isSafeInteger(value) && Number(value) >= (shape[1] ?? -Infinity) ? value : UNFIT;
    case "oneOf":
      return shape[1].includes(value) ? value : UNFIT;
    case "optional":
      return value === undefined ? value : read(shape[1], value);
    case "nullable":
      return value === null ? value : read(shape[1], value);
    case "array":
      return Array.isArray(value) ? whole(value.map((one) => read(shape[1], one))) : UNFIT;
    case "record":
      return readRecord(shape[1], value);
    case "object":
      return readObject(shape[1], value);
  }
}

const whole = (values: readonly unknown[]) => (values.includes(UNFIT) ? UNFIT : values);

function readRecord(shape: Shape, value: unknown): unknown {
  if (!isRecord(value)) return UNFIT;
  const entries = Object.entries(value).map(([name, one]) => [name, read(shape, one)] as const);
  return entries.some(([, one]) => one === UNFIT) ? UNFIT : Object.fromEntries(entries);
}

function readObject(shapes: Readonly<Record<string, Shape>>, value: unknown): unknown {
  if (!isRecord(value)) return UNFIT;
  const fields: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries(shapes)) {
    const one = read(shape, value[name]);
    if (one === UNFIT) return UNFIT;
    if (one !== undefined || name in value) fields[name] = one;
  }
  return fields;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

import { parse } from "qs";
import { invalidRequest, missingParameter } from "./stripe-error.ts";

/** Decoded form parameters: every leaf is text, whatever the client had before it encoded it. */
export type Params = { readonly [name: string]: Param };
export type Param = string | Params | readonly Param[];

export function decode(form: string): Params {
  return parse(form, { depth: 12, arrayLimit: 500, parameterLimit: 5000 }) as Params;
}

/** The second version of the interface speaks JSON; its leaves become text like those of a form. */
export function decodeJson(body: string): Params {
  const leaf = (value: unknown): unknown =>
    typeof value === "object" && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, leaf(one)]))
      : String(value);
  return leaf(JSON.parse(body)) as Params;
}

/** The value at a path of names, or undefined: `at(params, "usage_limits", "currency")`. */
export function at(params: Param | undefined, ...path: readonly (string | number)[]): Param | undefined {
  return path.reduce<Param | undefined>(
    (value, name) => (typeof value === "object" ? (value as Params)[name] : undefined),
    params,
  );
}

export function text(params: Params, ...path: readonly (string | number)[]): string | null {
  const value = at(params, ...path);
  return typeof value === "string" && value !== "" ? value : null;
}

export function flag(params: Params, ...path: readonly (string | number)[]): boolean {
  return at(params, ...path) === "true";
}

export function items(params: Params, ...path: readonly (string | number)[]): readonly Params[] {
  const value = at(params, ...path);
  return typeof value === "object" ? (Object.values(value) as Params[]) : [];
}

/** A whole number, or null when it was not sent. Anything that is not a whole number of at least `least` is refused. */
export function whole(params: Params, path: readonly (string | number)[], least = 0): number | null {
  const value = at(params, ...path);
  if (value === undefined || value === "") return null;
  const param = path.map((name, n) => (n === 0 ? name : `[${name}]`)).join("");
  if (typeof value !== "string" || !/^-?\d+$/.test(value) || !Number.isSafeInteger(Number(value)))
    throw invalidRequest(`Invalid integer: ${String(value)}`, { code: "parameter_invalid_integer", param });
  if (Number(value) < least)
    throw invalidRequest(`This value must be greater than or equal to ${least}.`, {
      code: "parameter_invalid_integer",
      param,
    });
  return Number(value);
}

export function required<Value>(value: Value | null, param: string): Value {
  if (value === null) throw missingParameter(param);
  return value;
}

/** Metadata as text by name; an empty value takes the name away. */
export function metadata(params: Params, ...path: readonly (string | number)[]): Record<string, string> {
  const value = at(params, ...path);
  if (typeof value !== "object") return {};
  return Object.fromEntries(
    Object.entries(value as Params).filter(
      (pair): pair is [string, string] => typeof pair[1] === "string" && pair[1] !== "",
    ),
  );
}

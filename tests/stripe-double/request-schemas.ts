import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { NARROW } from "./narrow-parameters.ts";
import { at, type Params } from "./params.ts";
import { invalidRequest, missingParameter, unknownParameter, type StripeError } from "./stripe-error.ts";

type Schemas = Readonly<
  Record<"ga" | "preview", { operations: Record<string, string>; definitions: Record<string, object> }>
>;

const TOKEN = "shared_payment_granted_token";

/** The folder with Stripe's contract data is beside the project, one or two levels up; it is not part of the project. */
export function contractFile(name: string): string | null {
  const project = resolve(import.meta.dirname, "../..");
  const places = ["..", "../.."].map((up) => join(project, up, "shared/stripe", name));
  return places.find((path) => existsSync(path)) ?? null;
}

/** Checks the parameters of every request as Stripe does: by its own schemas where they are at hand, else by the narrow list. */
export class RequestSchemas {
  readonly #schemas: Schemas | null;
  readonly #compiled = new Map<string, ValidateFunction>();
  readonly #ajv: Readonly<Record<"ga" | "preview", Ajv>>;

  constructor({ narrow }: { readonly narrow: boolean }) {
    const file = narrow ? null : contractFile("request-schemas.json");
    this.#schemas = file === null ? null : JSON.parse(readFileSync(file, "utf8"));
    // The schemas are long and each is used a few times: checking and optimising them takes seconds and gains nothing.
    const quick = { validateSchema: false, code: { optimize: false } } as const;
    const options = { strict: false, allErrors: true, coerceTypes: true, ...quick } as const;
    this.#ajv = { ga: new Ajv(options), preview: new Ajv(options) };
    for (const version of ["ga", "preview"] as const)
      if (this.#schemas !== null)
        this.#ajv[version].addSchema({ $id: version, definitions: this.#schemas[version].definitions });
  }

  get areNarrow(): boolean {
    return this.#schemas === null;
  }

  /** Compiles the two longest schemas beforehand, so that no client's time-out meets the second that they take. */
  warm(): void {
    this.#validator("preview", "POST /v1/payment_intents");
    this.#validator("ga", "POST /v1/checkout/sessions");
  }

  /** What is wrong with the parameters, or null. `operation` is "POST /v1/payment_intents/{intent}/confirm". */
  check(operation: string, params: Params, isPreview: boolean): StripeError | null {
    const validate = (isPreview ? this.#validator("preview", operation) : null) ?? this.#validator("ga", operation);
    if (validate === null) return checkNarrowly(operation, params, isPreview);
    return validate(structuredClone(params)) ? null : explain(validate.errors ?? []);
  }

  #validator(version: "ga" | "preview", operation: string): ValidateFunction | null {
    const definition = this.#schemas?.[version].operations[operation];
    if (definition === undefined) return null;
    const key = `${version}#/definitions/${definition}`;
    const validate = this.#compiled.get(key) ?? this.#ajv[version].compile({ $ref: key });
    this.#compiled.set(key, validate);
    return validate;
  }
}

function checkNarrowly(operation: string, params: Params, isPreview: boolean): StripeError | null {
  const { known, required = [] } = NARROW[operation] ?? { known: [] };
  const unknown = Object.keys(params).find((name) => !known.includes(name));
  if (unknown !== undefined) return unknownParameter(unknown);
  if (!isPreview && at(params, "payment_method_data", TOKEN) !== undefined)
    return unknownParameter(`payment_method_data[${TOKEN}]`);
  const absent = required.find((name) => !(name in params));
  return absent === undefined ? null : missingParameter(absent);
}

/** One error of many, as Stripe reports one: an unknown name first, then a missing one, then a wrong value; the deepest of its sort. */
function explain(errors: readonly ErrorObject[]): StripeError {
  const deepest = (keyword: string) =>
    errors
      .filter((error) => error.keyword === keyword)
      .toSorted((one, other) => other.instancePath.split("/").length - one.instancePath.split("/").length)[0];
  const unknown = deepest("additionalProperties");
  if (unknown !== undefined)
    return unknownParameter(paramOf(unknown.instancePath, String(unknown.params["additionalProperty"])));
  const absent = deepest("required");
  if (absent !== undefined)
    return missingParameter(paramOf(absent.instancePath, String(absent.params["missingProperty"])));
  const wrong = deepest("enum") ?? deepest("type") ?? errors[0];
  const param = paramOf(wrong?.instancePath ?? "");
  if (wrong?.keyword === "type" && ["number", "integer"].includes(String(wrong.params["type"])))
    return invalidRequest(`Invalid integer: ${param}`, { code: "parameter_invalid_integer", param });
  const allowed: unknown = wrong?.params["allowedValues"];
  return invalidRequest(
    Array.isArray(allowed)
      ? `Invalid ${param}: must be one of ${allowed.join(", ")}`
      : `Invalid ${param}: ${wrong?.message ?? "not valid"}`,
    { param },
  );
}

/** "/line_items/0" and "quantity" become "line_items[0][quantity]". */
function paramOf(pointer: string, last?: string): string {
  const path = [...pointer.split("/").slice(1), ...(last === undefined ? [] : [last])];
  return path.map((part, index) => (index === 0 ? part : `[${part}]`)).join("");
}

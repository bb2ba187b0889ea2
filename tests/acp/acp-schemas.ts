import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { SCHEMA_20250929 } from "./schema-2025-09-29.ts";
import type { Version } from "./acp-shop.ts";

/** The released schema, unmodified, beside the project; where it is absent only our own schema of 2025-09-29 is used. */
const FOLDER = join(import.meta.dirname, "../../../shared/acp/2026-04-17/json-schema");
const ELSEWHERE = join(import.meta.dirname, "../../../../shared/acp/2026-04-17/json-schema");
export const PINNED = [FOLDER, ELSEWHERE].find((folder) => existsSync(folder)) ?? null;

const BASE = "https://schemas.invalid/2026-04-17/";
const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addFormat("uri", (text) => URL.canParse(text));
ajv.addFormat("email", /^[^\s@]+@[^\s@]+$/);
ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
ajv.addSchema(SCHEMA_20250929, "2025-09-29");
if (PINNED !== null)
  for (const name of readdirSync(PINNED)) {
    const schema: unknown = JSON.parse(readFileSync(join(PINNED, name), "utf8"));
    // Each file has an unrelated $id, while they refer to one another by file name.
    ajv.addSchema({ ...(schema as Record<string, unknown>), $id: BASE + name });
  }

/** What is wrong with a value by a definition of the released schema; empty when nothing is, or when it is absent. */
export function problemsBy(definition: string, value: unknown): string[] {
  if (PINNED === null) return [];
  return problems(`${BASE}schema.agentic_checkout.json#/$defs/${definition}`, value);
}

/** The same for an answered session of a version. */
export function sessionProblems(version: Version, value: unknown): string[] {
  const isCompleted = typeof value === "object" && value !== null && Reflect.get(value, "status") === "completed";
  if (version === "2025-09-29") return problems("2025-09-29#/$defs/CheckoutSession", value);
  return problemsBy(isCompleted ? "CheckoutSessionWithOrder" : "CheckoutSession", value);
}

export function errorProblems(version: Version, value: unknown): string[] {
  return version === "2025-09-29" ? problems("2025-09-29#/$defs/Error", value) : problemsBy("Error", value);
}

function problems(reference: string, value: unknown): string[] {
  const validate = ajv.getSchema(reference);
  if (validate === undefined) throw new Error(`no schema ${reference}`);
  // What is checked is what crosses the wire.
  if (validate(JSON.parse(JSON.stringify(value))) === true) return [];
  return (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message} ${JSON.stringify(one.params)}`);
}

import { readFileSync } from "node:fs";
import type { z } from "zod";

/** What a setting's file contains, or a sentence for the operator that names the setting, the file and every wrong field. */
export type SettingsFile<Settings> =
  { readonly kind: "settings"; readonly settings: Settings } | { readonly kind: "invalid"; readonly message: string };

/** Reads the JSON file that the setting `name` names. */
export function readSettingsFile<Schema extends z.ZodType>(
  name: string,
  path: string,
  schema: Schema,
): SettingsFile<z.output<Schema>> {
  const invalid = (message: string) => ({ kind: "invalid", message: `${name} ${path} ${message}` }) as const;
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(/* turbopackIgnore: true */ path, "utf8"));
  } catch (error) {
    return invalid(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const read = schema.safeParse(json);
  if (read.success) return { kind: "settings", settings: read.data };
  const problems = read.error.issues.map((issue) => `  ${issue.path.join(".") || "the file"}: ${issue.message}`);
  return invalid(`is wrong\n${problems.join("\n")}`);
}

import { readFileSync } from "node:fs";
import type { GivenSettings, SettingProblem } from "./setting.ts";

/** The setting that names the file with a secret, as Docker and Kubernetes mount them. */
export const fileSettingOf = (secret: string): string => `${secret}_FILE`;

/**
 * Reads the file of every `<NAME>_FILE` into `<NAME>`, for the secrets named. A problem repeats neither what the file
 * contains nor its path, where somebody may have put the secret itself.
 */
export function readSecretFiles(
  given: GivenSettings,
  secrets: readonly string[],
  path: (value: string) => string,
): { readonly settings: GivenSettings; readonly problems: readonly SettingProblem[] } {
  const settings: Record<string, string> = { ...given };
  const problems: SettingProblem[] = [];
  for (const secret of secrets) {
    const name = fileSettingOf(secret);
    const file = given[name];
    if (file === undefined) continue;
    if (given[secret] !== undefined)
      problems.push({ name, message: `cannot be set with ${secret}; remove one of them` });
    else {
      const read = readSecret(path(file));
      // Not missing, or other settings would be reported as useless without it. No secret may be empty.
      settings[secret] = read.kind === "secret" ? read.secret : "";
      if (read.kind === "failed") problems.push({ name, message: read.why });
    }
  }
  return { settings, problems };
}

function readSecret(
  file: string,
): { readonly kind: "secret"; readonly secret: string } | { readonly kind: "failed"; readonly why: string } {
  try {
    const secret = readFileSync(/* turbopackIgnore: true */ file, "utf8").trim();
    return secret === "" ? { kind: "failed", why: "names a file that is empty" } : { kind: "secret", secret };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    return { kind: "failed", why: `names a file that cannot be read (${code})` };
  }
}

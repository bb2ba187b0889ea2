import { createHash } from "node:crypto";
import { SECRET_NAMES, SETTING_NAMES } from "./config.ts";
import { fileSettingOf, readSecretFiles } from "./read-secret-files.ts";
import { givenSettings, isWebAddress } from "./setting.ts";

/** Enough to see that a secret was changed, and far too little to find it: 32 of 256 bits. */
const DIGEST_CHARACTERS = 8;
const digestOf = (text: string) =>
  `sha256:${createHash("sha256").update(text).digest("hex").slice(0, DIGEST_CHARACTERS)}`;

/**
 * The settings that are set, for the audit trail: values as they are, of an address its origin, because its path may
 * contain a key, and of a secret the beginning of its digest.
 */
export function auditedSettings(
  env: Readonly<Record<string, string | undefined>>,
  path: (value: string) => string,
): Readonly<Record<string, string>> {
  const files = SECRET_NAMES.map(fileSettingOf);
  const { settings } = readSecretFiles(givenSettings(env, [...SETTING_NAMES, ...files]), SECRET_NAMES, path);
  return Object.fromEntries(
    Object.entries(settings)
      .filter(([name]) => !files.includes(name))
      .map(([name, value]) => [name, auditedValue(name, value)]),
  );
}

function auditedValue(name: string, value: string): string {
  if (SECRET_NAMES.includes(name)) return `set, ${digestOf(value)}`;
  return isWebAddress(value) ? new URL(value).origin : value;
}

import { secretDigest } from "../payments/account.ts";
import { SECRET_NAMES, SETTING_NAMES } from "./config.ts";
import { fileSettingOf, readSecretFiles } from "./read-secret-files.ts";
import { givenSettings, isWebAddress } from "./setting.ts";

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
  if (SECRET_NAMES.includes(name)) return `set, ${secretDigest(value)}`;
  return isWebAddress(value) ? new URL(value).origin : value;
}

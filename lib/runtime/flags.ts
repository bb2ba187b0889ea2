import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config/config.ts";
import { checkBootstrap } from "../flags/unleash-document.ts";
import type { Flags } from "../flags/flags.ts";
import { createUnleashFlags, type UnleashSettings } from "../flags/unleash.ts";

/** Opens the flags of the settings; waits at most a moment for a server. */
export function openFlags(config: Config, root: string, warn: UnleashSettings["warn"]): Promise<Flags> {
  const manifest = readFileSync(join(/* turbopackIgnore: true */ root, "package.json"), "utf8");
  const { version }: { version?: unknown } = JSON.parse(manifest);
  return createUnleashFlags({
    server: config.unleash,
    file: config.flagsFile,
    folder: config.dataDir,
    appVersion: String(version),
    now: () => new Date(),
    warn,
  });
}

/** Throws with a message for the operator when FLAGS_FILE is missing or wrong. */
export function checkFlags(config: Config): void {
  let text: string;
  try {
    text = readFileSync(/* turbopackIgnore: true */ config.flagsFile, "utf8");
  } catch (error) {
    throw new Error(
      `FLAGS_FILE ${config.flagsFile} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const checked = checkBootstrap(text);
  if (checked.kind === "invalid") throw new Error(`FLAGS_FILE ${config.flagsFile} is wrong: ${checked.message}`);
}

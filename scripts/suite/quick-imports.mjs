import { readFileSync } from "node:fs";
import module from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(import.meta.dirname, "..", "..");
const OWN = new URL("../../", import.meta.url).href;
const isPackaged = (url) => url.includes("/node_modules/");

/** For each folder with modules, whether its `.js` files are ES modules: as the nearest package.json says. */
const areModules = new Map();

function areModulesIn(folder) {
  const known = areModules.get(folder);
  if (known !== undefined) return known;
  const answer = typeOf(folder) ?? (folder !== root && areModulesIn(dirname(folder)));
  areModules.set(folder, answer);
  return answer;
}

function typeOf(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).type === "module";
  } catch {
    return undefined;
  }
}

function formatOf(url) {
  if (!isPackaged(url)) return url.endsWith(".ts") ? "module-typescript" : undefined;
  if (url.endsWith(".mjs")) return "module";
  return url.endsWith(".js") && areModulesIn(dirname(fileURLToPath(url))) ? "module" : undefined;
}

/** What our own files import by name is the same for all of them. */
const named = new Map();

/**
 * Node asks the nearest package.json of every module for the module's format, and reads its `exports` each time. Those of
 * drizzle-orm are 130 kB, and a process that opens the database imports its modules some five hundred times: a second of
 * work that every test file, and every server that it starts, would wait for. A file of the same package needs no
 * package.json, and a name needs it once. A Node of the system's that a test starts may be too old for hooks.
 */
module.registerHooks?.({
  resolve(specifier, context, next) {
    const from = context.parentURL;
    if (from === undefined || !from.startsWith(OWN) || !context.conditions.includes("import"))
      return next(specifier, context);
    if (specifier.startsWith(".")) {
      const { href } = new URL(specifier, from);
      const format = formatOf(href);
      return format === undefined ? next(specifier, context) : { url: href, format, shortCircuit: true };
    }
    if (isPackaged(from)) return next(specifier, context);
    const known = named.get(specifier);
    if (known !== undefined) return known;
    const { url, format } = next(specifier, context);
    const found = { url, format, shortCircuit: true };
    named.set(specifier, found);
    return found;
  },
});

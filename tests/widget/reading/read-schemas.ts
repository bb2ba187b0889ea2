import { join } from "node:path";
import { z } from "zod";
import { reachedFrom, read, root, sourcesIn } from "../../tidy/tree.ts";

/** Runs when the widget is built, and is no part of it. */
const BUILD_ONLY = new Set(["widget/vite.config.ts", "widget/reading/shape-of.ts"]);

const isSchemas = (path: string): boolean =>
  path.startsWith("lib/wire/") && /^import \{ z \} from "zod";$/m.test(read(path));

/**
 * Every schema that a file of the widgets imports, directly or through modules of lib, by its name: what widget/vite.config.ts
 * puts data in the place of. Of a module of schemas nothing else is in a widget, so its own imports are not followed.
 */
export async function readSchemas(): Promise<ReadonlyMap<string, z.ZodType>> {
  const entries = sourcesIn("widget").map(({ path }) => path);
  const reached = reachedFrom(
    entries.filter((path) => !BUILD_ONLY.has(path)),
    (file, { isType }) => !isType && !isSchemas(file.path),
  );
  const modules = [...reached].filter((path) => /\.tsx?$/.test(path));
  const imported = new Set(modules.filter((path) => !isSchemas(path)).flatMap((path) => importedNames(read(path))));
  const schemas = new Map<string, z.ZodType>();
  for (const path of modules.filter(isSchemas)) {
    const exported: Readonly<Record<string, unknown>> = await import(join(root, path));
    for (const [name, value] of Object.entries(exported))
      if (imported.has(name) && value instanceof z.ZodType) schemas.set(name, value);
  }
  return schemas;
}

/** The values that a module imports by name; types are gone after the build. */
const importedNames = (text: string): readonly string[] =>
  [...text.matchAll(/^import \{([^}]*)\} from/gm)].flatMap(([, names = ""]) =>
    names
      .split(",")
      .map((name) => name.trim().split(" as ")[0] ?? "")
      .filter((name) => name !== "" && !name.startsWith("type ")),
  );

import { readdirSync, readFileSync } from "node:fs";
import { dirname, extname, join, normalize, resolve } from "node:path";

export type SourceFile = {
  /** From the project's folder, with forward slashes: "lib/money.ts". */
  readonly path: string;
  readonly text: string;
  /** The text without comments and without quoted text; line breaks are kept. */
  readonly code: string;
  readonly imports: readonly Import[];
};

export type Import = {
  /** As written: "./money.ts", "#lib/money.ts", "zod". */
  readonly specifier: string;
  /** The project file it means, or null for a package. */
  readonly file: string | null;
  /** `import type …` and `export type … from`: gone after the build. */
  readonly isType: boolean;
};

export const root = resolve(import.meta.dirname, "../..");
/** Made by a tool or installed; no rule of ours applies to them. */
const NOT_OURS = new Set([
  "node_modules",
  ".next",
  ".git",
  "build",
  "data",
  "test-results",
  "playwright-report",
  "next-env.d.ts",
  "tsconfig.tsbuildinfo",
  "package-lock.json",
]);
/** Written by drizzle-kit from the schema. */
const GENERATED = "lib/store/migrations";
const CODE_FOLDERS = ["app", "server", "acp", "lib", "mcp", "widget", "examples", "tests", "scripts"];

function pathsIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (NOT_OURS.has(entry.name) || path === GENERATED) return [];
    return entry.isDirectory() ? pathsIn(path) : [path];
  });
}

/** Every file of the project that a person writes. */
export const allPaths: readonly string[] = pathsIn("");

export const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** Comments become nothing, quoted text becomes empty quotes; in a template only `${…}` stays. */
export function withoutCommentsAndText(text: string): string {
  return text.replace(
    /\/\*[\s\S]*?\*\/|(?<![:"'`\\])\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g,
    (found) => {
      const lines = "\n".repeat(found.split("\n").length - 1);
      if (found.startsWith("`")) return `\`${(found.match(/\$\{[^}]*\}/g) ?? []).join("")}${lines}\``;
      return found.startsWith("/") ? lines : `""`;
    },
  );
}

/** Comments become nothing, quoted text stays; line breaks are kept. */
export function withoutComments(text: string): string {
  return text.replace(
    /\/\*[\s\S]*?\*\/|(?<![:"'`\\])\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g,
    (found) => (found.startsWith("/") ? "\n".repeat(found.split("\n").length - 1) : found),
  );
}

function importsOf(path: string, text: string): Import[] {
  const found = text.matchAll(
    /(?:^|;)\s*(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?["']([^"'\n]+)["']|\bimport\(\s*["']([^"'\n]+)["']\s*\)/gm,
  );
  return [...found].map(([, type, named, dynamic]): Import => {
    const specifier = named ?? dynamic ?? "";
    return { specifier, file: fileOf(path, specifier), isType: type !== undefined };
  });
}

function fileOf(from: string, specifier: string): string | null {
  if (specifier.startsWith("#")) return specifier.slice(1);
  return specifier.startsWith(".") ? normalize(join(dirname(from), specifier)).replaceAll("\\", "/") : null;
}

/** Every TypeScript file of the project, the plain JavaScript of `scripts/` included. */
export const sources: readonly SourceFile[] = allPaths
  .filter((path) => [".ts", ".tsx", ".mjs"].includes(extname(path)))
  .map((path) => {
    const text = read(path);
    return { path, text, code: withoutCommentsAndText(text), imports: importsOf(path, text) };
  });

export const topOf = (path: string): string =>
  CODE_FOLDERS.includes(path.split("/")[0] ?? "") ? (path.split("/")[0] ?? "") : "";

export const sourcesIn = (...folders: readonly string[]): readonly SourceFile[] =>
  sources.filter((source) => folders.includes(topOf(source.path)));

/** The payment providers that have an adapter in the product: the folders below `lib/payments`. */
export const paymentProviders: readonly string[] = [
  ...new Set(
    allPaths.flatMap((path) => {
      const [, provider] = /^lib\/payments\/([^/]+)\//.exec(path) ?? [];
      return provider === undefined ? [] : [provider];
    }),
  ),
];

/** A file of an adapter: everything in a folder below `lib/payments`, and the example adapters. */
export const isPaymentAdapter = (path: string): boolean => /^lib\/payments\/[^/]+\/|^examples\/[^/]+\//.test(path);
const byPath: ReadonlyMap<string, SourceFile> = new Map(sources.map((source) => [source.path, source]));

/** Every file that the entries import, directly or through others: along the imports that `follows` accepts. */
export function reachedFrom(
  entries: readonly string[],
  follows: (file: SourceFile, one: Import) => boolean = () => true,
): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (path: string) => {
    if (reached.has(path)) return;
    reached.add(path);
    const file = byPath.get(path);
    for (const one of file?.imports ?? []) if (file && one.file !== null && follows(file, one)) visit(one.file);
  };
  entries.forEach(visit);
  return reached;
}

/** "path:line: text" for every line of `text` that the pattern finds. */
export function linesThatMatch(path: string, text: string, pattern: RegExp): string[] {
  return text
    .split("\n")
    .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 120)}`] : []));
}

/** The failure text of a rule: what is wrong where, why it matters, what to do. */
export function rule(offenders: readonly string[], why: string, what: string): string {
  return `\n${offenders.slice(0, 30).join("\n")}\n\nWhy: ${why}\nWhat to do: ${what}\n`;
}

/** The imports that `isWrong` finds, each as a line for the message. */
export const importsThat = (files: readonly SourceFile[], isWrong: (file: SourceFile, one: Import) => boolean) =>
  files.flatMap((file) =>
    file.imports.filter((one) => isWrong(file, one)).map((one) => `${file.path} imports ${one.specifier}`),
  );

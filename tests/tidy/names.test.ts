import { describe, expect, it } from "vitest";
import { allPaths, rule, sources, sourcesIn } from "./tree.ts";

const NO_DRAWERS = /^(utils?|helpers?|common|misc|constants|types|shared|index|elements|stuff|things|general|support)$/;
const MAX_FILES = 20;
/** Folders that may contain more, and how many. */
const LARGER: ReadonlyMap<string, number> = new Map([
  // One record for each decision, and one picture for each product.
  ["docs/decisions", Infinity],
  ["public/pictures", Infinity],
  // Where each tool looks for its file, and looks nowhere else.
  ["", 23],
]);
/** Three files that begin alike may do so by chance, as verbs do; four are a subject. */
const MAX_PREFIXED = 3;
const folderOf = (path: string) => path.split("/").slice(0, -1).join("/");

/** How many of the paths have each key. */
function counts(paths: readonly string[], keyOf: (path: string) => string): readonly (readonly [string, number])[] {
  const found = new Map<string, number>();
  for (const path of paths) found.set(keyOf(path), (found.get(keyOf(path)) ?? 0) + 1);
  return [...found];
}
/** Names that a tool demands. */
const GIVEN = /^(README|CHANGELOG|CONTRIBUTING|LICENSE|SECURITY|NOTICE)(\.md)?$|^Dockerfile$|^\.|^\[.*\]$|^_/;

describe("names of files", () => {
  it("no file or folder is a drawer", () => {
    const wrong = allPaths.filter(
      (path) =>
        path.split("/").some((part) => NO_DRAWERS.test(part.replace(/\.(test|spec)?\.?[a-z]+$/, ""))) &&
        !/^widget\/index\.html$/.test(path),
    );
    expect(
      wrong,
      rule(
        wrong,
        "a drawer has no subject, so everything ends up in it and nobody finds it.",
        "put the code beside the noun it is about; import from the file itself, not from an index.",
      ),
    ).toEqual([]);
  });

  it("a folder has at most twenty files", () => {
    const wrong = counts(allPaths, folderOf)
      .filter(([folder, files]) => files > (LARGER.get(folder) ?? MAX_FILES))
      .map(([folder, files]) => `${folder === "" ? "the top folder" : folder}: ${files} files`);
    expect(
      wrong,
      rule(wrong, "a folder that is seen at a glance is known by heart.", "divide it by subject into folders."),
    ).toEqual([]);
  });

  it("a subject of the product is a folder and not a prefix", () => {
    const product = sourcesIn("app", "server", "acp", "lib", "mcp", "widget", "scripts").map(({ path }) => path);
    const prefixed = product.filter((path) => /^[a-z]+-/.test(path.split("/").at(-1) ?? ""));
    const wrong = counts(prefixed, (path) => /^.*\/[a-z]+-/.exec(path)?.[0] ?? path)
      .filter(([, files]) => files > MAX_PREFIXED)
      .map(([prefix, files]) => `${prefix}*: ${files} files`);
    expect(
      wrong,
      rule(
        wrong,
        "a prefix is a folder that nobody made: its files are listed among others, and every name is longer.",
        "make the folder and leave the prefix out of the names: config/stripe.ts for config-stripe.ts.",
      ),
    ).toEqual([]);
  });

  it("files and folders are named in kebab case", () => {
    const isKebab = (part: string) =>
      /^[a-z0-9]+([-.][a-z0-9]+)*$/.test(part) || GIVEN.test(part) || /^\d{4}[-_][a-z0-9_-]+(\.[a-z]+)?$/.test(part);
    const wrong = allPaths.filter((path) => !path.startsWith("docs/pictures/") && !path.split("/").every(isKebab));
    expect(
      wrong,
      rule(
        wrong,
        "some file systems do not tell capitals apart.",
        "name the file after its main export: decide-route.ts for decideRoute.",
      ),
    ).toEqual([]);
  });

  it("types are plain nouns without the endings of frameworks", () => {
    const wrong = sources.flatMap((file) =>
      [...file.code.matchAll(/\b(?:type|interface|class)\s+(I[A-Z]\w*|\w+(?:Impl|Manager|Helper|Util|Utils))\b/g)].map(
        ([, name]) => `${file.path}: ${name}`,
      ),
    );
    expect(
      wrong,
      rule(
        wrong,
        "a name should work in a letter to a merchant.",
        "name the thing: PaymentAttempt, not PaymentAttemptManager.",
      ),
    ).toEqual([]);
  });
});

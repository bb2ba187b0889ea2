import { describe, expect, it } from "vitest";
import { allPaths, rule, sources } from "./tree.ts";

const NO_DRAWERS = /^(utils?|helpers?|common|misc|constants|types|shared|index)$/;
/** Names that a tool demands. */
const GIVEN = /^(README|CHANGELOG|CONTRIBUTING|LICENSE|SECURITY|NOTICE)(\.md)?$|^\.|^\[.*\]$|^_/;

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

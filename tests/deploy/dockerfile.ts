import { matchesGlob } from "node:path";

type Instruction = { readonly name: string; readonly rest: string };
export type Stage = { readonly from: string; readonly name: string; readonly instructions: readonly Instruction[] };

/** The stages of a Dockerfile, the last of them the image. Reads what ours uses: no heredocs, no parser directives. */
export function stagesOf(text: string): readonly Stage[] {
  const lines = text
    .replaceAll(/\\\n\s*/g, " ")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const stages: { from: string; name: string; instructions: Instruction[] }[] = [];
  for (const line of lines) {
    const [, name = "", rest = ""] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    if (name === "FROM") {
      const [from = "", , as = ""] = rest.split(" ");
      stages.push({ from, name: as, instructions: [] });
    } else stages.at(-1)?.instructions.push({ name, rest });
  }
  return stages;
}

/** What a stage sets with ENV. */
export const environmentOf = ({ instructions }: Stage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    instructions
      .filter(({ name }) => name === "ENV")
      .flatMap(({ rest }) => rest.split(" ").map((pair) => pair.split(/=(.*)/s).slice(0, 2) as [string, string])),
  );

/** What an instruction such as CMD names; the last one counts. */
export function lastOf({ instructions }: Stage, wanted: string): string {
  const found = instructions.findLast(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`the stage has no ${wanted}`);
  return found.rest;
}

/** The words of an instruction that is written as JSON, such as `CMD ["node", "server/main.ts"]`. */
export const wordsOf = (rest: string): readonly string[] => JSON.parse(/\[.*\]/.exec(rest)?.[0] ?? "[]") as string[];

/** Whether .dockerignore keeps a path, relative to the project, out of the build. */
export function isIgnored(path: string, patterns: readonly string[]): boolean {
  const parents = path.split("/").map((_, index, parts) => parts.slice(0, index + 1).join("/"));
  return parents.some((part) => patterns.some((pattern) => part === pattern || matchesGlob(part, pattern)));
}

export const ignorePatterns = (text: string): readonly string[] =>
  text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));

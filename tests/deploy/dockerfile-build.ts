import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { toolEnvironment } from "#scripts/install.mjs";
import { ignorePatterns, isIgnored, stagesOf } from "./dockerfile.ts";

/**
 * Carries the stages out without a container engine, each in a folder of its own below `folder`, on this machine's Node and
 * system. Answers the folder of the image. Throws when a step fails.
 */
export function build(project: string, folder: string): string {
  const stages = stagesOf(readFileSync(join(project, "Dockerfile"), "utf8"));
  const patterns = ignorePatterns(readFileSync(join(project, ".dockerignore"), "utf8"));
  const homes = new Map<string, string>();
  let home = "";
  for (const [index, stage] of stages.entries()) {
    home = join(folder, `stage-${index}`);
    homes.set(stage.name, home);
    let at = home;
    for (const { name, rest } of stage.instructions) {
      if (name === "WORKDIR") mkdirSync((at = join(home, rest)), { recursive: true });
      if (name === "COPY") copy({ rest, at, homes, project, isKept: (path) => !isIgnored(path, patterns) });
      if (name === "RUN") run(rest, at, home);
    }
  }
  return home;
}

type Copy = {
  readonly rest: string;
  readonly at: string;
  readonly homes: ReadonlyMap<string, string>;
  readonly project: string;
  readonly isKept: (path: string) => boolean;
};

function copy({ rest, at, homes, project, isKept }: Copy): void {
  const words = rest.split(" ");
  const stage = /^--from=(.*)$/.exec(words[0] ?? "")?.[1];
  const paths = stage === undefined ? words : words.slice(1);
  const target = resolve(at, paths.at(-1) ?? "");
  for (const path of paths.slice(0, -1)) {
    const source = stage === undefined ? resolve(project, path) : join(homes.get(stage) ?? "", path);
    const isFile = paths.length > 2 || !path.includes("/");
    const to = isFile && path !== "." ? join(target, path) : target;
    const filter = (from: string) =>
      stage !== undefined || from === project || isKept(from.slice(resolve(project).length + 1));
    cpSync(source, to, { recursive: true, verbatimSymlinks: true, filter });
  }
}

/** The folders of the image that a command names are those below `home`. */
function run(command: string, at: string, home: string): void {
  const here = command.replaceAll(/(?<=\s)\/(app|data)\b/g, `${home}/$1`);
  execFileSync("/bin/sh", ["-ec", here], {
    cwd: at,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...toolEnvironment(process.env), NODE_ENV: "production" },
  });
}

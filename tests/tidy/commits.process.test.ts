import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { root, rule } from "./tree.ts";

/** The last commit before the rule. Earlier ones are as they are. */
const BEFORE = "Put walls into the house: prefixes become folders";
const CODE = /\.(ts|tsx|mjs|css|sql)$/;
const [RECORD, FIELD] = ["\x1e", "\x1f"];

type Commit = {
  readonly id: string;
  readonly subject: string;
  readonly body: string;
  readonly files: readonly string[];
};

/** What `git` prints, or null where there is no repository: an archive, a machine without git. */
function git(...args: readonly string[]): string | null {
  const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return status === 0 ? stdout : null;
}

/** The commits since the rule, merges left out. Null in a shallow clone, which does not reach back so far. */
function commitsSince(subject: string): readonly Commit[] | null {
  const start = git("log", `--format=%H${FIELD}%s`)
    ?.split("\n")
    .map((line) => line.split(FIELD))
    .find(([, one]) => one === subject)?.[0];
  if (start === undefined) return null;
  const format = `--format=${RECORD}%h${FIELD}%s${FIELD}%b${FIELD}`;
  return (git("log", "--no-merges", "--name-only", format, `${start}..HEAD`) ?? "")
    .split(RECORD)
    .slice(1)
    .map((record): Commit => {
      const [id = "", one = "", body = "", files = ""] = record.split(FIELD);
      return { id, subject: one, body: body.trim(), files: files.split("\n").filter((file) => file !== "") };
    });
}

const commits = commitsSince(BEFORE);

describe.skipIf(commits === null)("the history (skipped where git has none)", () => {
  it("a commit that touches code explains itself in a body", () => {
    const wrong = (commits ?? [])
      .filter(({ body, files }) => body === "" && files.some((file) => CODE.test(file)))
      .map(({ id, subject }) => `${id} ${subject}`);
    expect(
      wrong,
      rule(
        wrong,
        "the diff shows what changed; how it works now, why, and what was measured is nowhere else.",
        "git commit --amend, or git rebase --interactive with `reword`: a blank line, then the body.",
      ),
    ).toEqual([]);
  });
});

import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { allPaths, read, root, rule, sources } from "./tree.ts";

const pages = allPaths.filter((path) => path.endsWith(".md"));
const headingsOf = (path: string): readonly string[] =>
  [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading ?? "");
/** The fragment by which a Markdown viewer reaches a heading. */
const fragmentOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");

type Link = { readonly path: string; readonly fragment: string | null };
/** Links to files of the project, by their path from its folder. */
function linksOf(page: string): readonly Link[] {
  return [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target ?? "")
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [file = "", fragment = null] = target.split("#");
      return { path: file === "" ? page : normalize(join(dirname(page), file)), fragment };
    });
}

/** Texts and code that speak of today; the changelog speaks of what is gone as well. */
const texts = allPaths.filter(
  (path) => /\.(ts|tsx|md|mjs)$/.test(path) && !path.startsWith("tests/tidy/") && path !== "CHANGELOG.md",
);
const FILE =
  /(?<![\w/#.-])(?:app|acp|server|lib|mcp|widget|scripts|tests|config|examples)\/[\w[\]./-]+\.(?:tsx?|mjs|json|csv|ya?ml|md|sql)\b/g;
const PAGE = /\bdocs\/[a-z0-9/-]+(?:\.md)?/g;
/** The record of a number, or a page. */
function isPage(named: string): boolean {
  if (/^docs\/decisions\/\d{4}$/.test(named)) return allPaths.some((path) => path.startsWith(`${named}-`));
  return !named.endsWith(".md") || allPaths.includes(named);
}
/** True for a file of the project, generated ones included; `x.test.ts` is any test. */
const isFile = (named: string) => named.includes("/x.") || existsSync(join(root, named));

describe("what the pages and comments point to", () => {
  it("every record, page and file that a text names is there", () => {
    const wrong = texts.flatMap((path) => {
      const text = read(path);
      const files = [...text.matchAll(FILE)].map(([named]) => named).filter((named) => !isFile(named));
      const named = [...text.matchAll(PAGE)].map(([page]) => page).filter((page) => !isPage(page));
      return [...files, ...named].map((one) => `${path} points to ${one}`);
    });
    expect(
      wrong,
      rule(wrong, "a pointer to nothing costs the reader the search.", "write the page, or name the right one."),
    ).toEqual([]);
  });

  it("every link of a page leads to a file, and to a heading where it names one", () => {
    const wrong = pages.flatMap((page) =>
      linksOf(page)
        .filter(
          ({ path, fragment }) =>
            !allPaths.some((one) => one === path || one.startsWith(`${path}/`)) ||
            (fragment !== null && !headingsOf(path).map(fragmentOf).includes(fragment)),
        )
        .map(({ path, fragment }) => `${page} links to ${path}${fragment === null ? "" : `#${fragment}`}`),
    );
    expect(
      wrong,
      rule(
        wrong,
        "a link that leads nowhere costs the reader the search.",
        "link to the page or heading as it is now.",
      ),
    ).toEqual([]);
  });

  it("every section that a comment points to is a heading of its page", () => {
    const wrong = sources
      .filter(({ path }) => !path.startsWith("tests/tidy/"))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/\b(docs\/[a-z0-9/-]+\.md), "([^"\n]+)"/g)]
          .filter(([, page = "", heading = ""]) => !allPaths.includes(page) || !headingsOf(page).includes(heading))
          .map(([pointer]) => `${path} points to ${pointer}`),
      );
    expect(
      wrong,
      rule(wrong, "a section that was renamed is not found again.", "name the heading as the page has it."),
    ).toEqual([]);
  });

  it('every section that a page names with "below" or "above" is one of its headings', () => {
    const wrong = pages.flatMap((page) =>
      [...read(page).matchAll(/"([^"\n]+)" (?:below|above)\b/g)]
        .filter(([, heading = ""]) => !headingsOf(page).includes(heading))
        .map(([pointer]) => `${page} points to ${pointer}`),
    );
    expect(
      wrong,
      rule(wrong, "the reader looks for these very words.", "name the heading as the page has it."),
    ).toEqual([]);
  });
});

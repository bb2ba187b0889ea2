/** Names are kept by the server for each connection; more texts than this are none that are sent again and again. */
const MAX_NAMES = 300;

/**
 * What has one plan whatever its values are: a row that is written, and rows that are found by equal keys. Searches and lists
 * are planned for their values each time.
 */
const HAS_ONE_PLAN =
  /^(with "written" as \()?(insert into|update|delete from|select) "(?!.*([<>]|@@| in \(| like | ilike |distinct|exists))/s;

/** Says of a statement in its own text that it has one plan, where its form does not show it. */
export const ONE_PLAN = "/* one plan */";

const names = new Map<string, string>();

/**
 * The name under which a statement's plan is kept, or null for one that is planned each time.
 * https://www.postgresql.org/docs/18/sql-prepare.html
 */
export function statementName(text: string): string | null {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MAX_NAMES || !(HAS_ONE_PLAN.test(text) || text.includes(ONE_PLAN))) return null;
  const name = `t${names.size}`;
  names.set(text, name);
  return name;
}

import { isMarker, type Redacted } from "./redact.ts";

/** One place where a replayed answer differs; `undefined` where it lacks the field. */
export type Difference = {
  readonly path: string;
  readonly recorded: Redacted | undefined;
  readonly replayed: Redacted | undefined;
};

/** Lists of what was searched for. The words of the search are not recorded, so other products are found. */
const OPEN_LISTS: ReadonlySet<string> = new Set(["products", "variants"]);

/**
 * Compares two redacted answers: the names of their fields, the types, and the values that are shown in both. Markers are
 * equal if their types are, so ids, times, links and sentences may differ. Of products that were found, names and types
 * are compared.
 */
export function differences(recorded: Redacted | undefined, replayed: Redacted | undefined): readonly Difference[] {
  return below(recorded, replayed, "", isSame);
}

type Comparison = (recorded: Redacted | undefined, replayed: Redacted | undefined) => boolean;

function below(
  recorded: Redacted | undefined,
  replayed: Redacted | undefined,
  path: string,
  isEqual: Comparison,
): readonly Difference[] {
  const [before, after] = [fieldsOf(recorded), fieldsOf(replayed)];
  if (before === null || after === null || Array.isArray(recorded) !== Array.isArray(replayed))
    return isEqual(recorded, replayed) ? [] : [{ path, recorded, replayed }];
  const isOpen = Array.isArray(recorded) && OPEN_LISTS.has(path.split(".").at(-1) ?? "");
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const compared = isOpen ? names.filter((name) => before.has(name) && after.has(name)) : names;
  return compared.flatMap((name) =>
    below(before.get(name), after.get(name), path === "" ? name : `${path}.${name}`, isOpen ? isOfOneType : isEqual),
  );
}

function fieldsOf(value: Redacted | undefined): ReadonlyMap<string, Redacted> | null {
  if (typeof value !== "object" || value === null) return null;
  return new Map(
    Object.entries(value).map(([name, inner]) => [isMarker(name) ? name.replace(/:[^:]+$/, "") : name, inner]),
  );
}

const isSame: Comparison = (recorded, replayed) => {
  if (recorded === replayed) return true;
  const isRedacted = [recorded, replayed].some((value) => typeof value === "string" && isMarker(value));
  return isRedacted && typeOf(recorded) === typeOf(replayed);
};

/** What one product has and another has not is null. */
const isOfOneType: Comparison = (recorded, replayed) =>
  recorded === null || replayed === null || typeOf(recorded) === typeOf(replayed);

const typeOf = (value: Redacted | undefined): string =>
  typeof value === "string" && value.startsWith("~n:") ? "number" : typeof value;

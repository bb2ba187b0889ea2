const MIN_CORRECTED = 4;
const MAX_MEANT = 6;
const MIN_PART = 2;

/** True for a word in which a typing error is looked for: at least four letters, and no digits. */
export const canBeMistyped = (word: string): boolean => new RegExp(`^\\p{L}{${MIN_CORRECTED},30}$`, "u").test(word);

/** A word and what is left of it without any one of its characters: two words a typing error apart have one in common. */
export function cutsOf(word: string): readonly string[] {
  const characters = [...word];
  return [...new Set([word, ...characters.map((_, index) => characters.toSpliced(index, 1).join(""))])];
}

/** The right spellings among `candidates` that are one typing error away from `word`, the likelier ones first; at most six. */
export function likelySpellings(word: string, candidates: readonly string[]): readonly string[] {
  // A first letter is seldom the wrong one.
  const unlikeliness = (candidate: string) =>
    (candidate[0] === word[0] ? 0 : 2) + (candidate.length === word.length ? 0 : 1);
  return candidates
    .filter((candidate) => isOneErrorApart(word, candidate))
    .toSorted((a, b) => unlikeliness(a) - unlikeliness(b) || (a < b ? -1 : 1))
    .slice(0, MAX_MEANT);
}

/** One character left out, put in or replaced, or two neighbours exchanged. */
export function isOneErrorApart(a: string, b: string): boolean {
  const [left, right] = [[...a], [...b]];
  if (Math.abs(left.length - right.length) > 1 || a === b) return false;
  const start = left.findIndex((character, index) => character !== right[index]);
  const first = start === -1 ? left.length : start;
  const rest = (characters: readonly string[], from: number) => characters.slice(from).join("");
  if (left.length > right.length) return rest(left, first + 1) === rest(right, first);
  if (left.length < right.length) return rest(left, first) === rest(right, first + 1);
  const isExchanged = left[first] === right[first + 1] && left[first + 1] === right[first];
  return (
    rest(left, first + 1) === rest(right, first + 1) ||
    (isExchanged && rest(left, first + 2) === rest(right, first + 2))
  );
}

/** All ways to write a word as two: "trailrunning" as "trail running". The first may be a single letter ("t shirt"). */
export function splitsOf(word: string): readonly (readonly [string, string])[] {
  const characters = [...word];
  return characters.slice(1, 1 - MIN_PART).map((_, index) => {
    const at = index + 1;
    return [characters.slice(0, at).join(""), characters.slice(at).join("")] as const;
  });
}

/** The ways to split a word in which both parts are right spellings; a single letter at the front is one. */
export function likelySplits(word: string, known: ReadonlySet<string>): readonly (readonly [string, string])[] {
  return splitsOf(word)
    .filter(([first, second]) => known.has(second) && ([...first].length === 1 || known.has(first)))
    .slice(0, MAX_MEANT);
}

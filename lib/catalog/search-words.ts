/** Scripts that put no space between words; their texts are found by pairs of neighbouring characters. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu;
/** Words that every description contains; they are left out of a query that contains other words too. */
const STOP_WORDS = new Set(
  "a an and any are for from i in is me my of on or some that the this to want with der die das ein eine für mit und le la les un une et pour de el los y para con".split(
    " ",
  ),
);
const MAX_QUERY_WORDS = 12;
const MAX_WORD_CHARACTERS = 60;

/** Letters without accents in lower case, so that "Hütte", "hutte" and "HÜTTE" are one word whatever the database's locale. */
function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The words of a text as the search index contains them, joined by spaces. */
export function indexedWords(text: string): string {
  return runsOf(text)
    .flatMap((run) => (run.isUnspaced ? [...pairsOf(run.word), lastOf(run.word)] : [run.word]))
    .join(" ");
}

/** One word of a query: found when the index contains `word`, or a word that starts with it. */
export type QueryWord = { readonly word: string; readonly isPrefix: boolean };

/**
 * The words of what a person or a model typed, at most 12. A word finds longer words that start with it ("rain" finds
 * "raincoat"), an English plural also its singular, a single letter or digit only itself. Empty when there is no word.
 */
export function queryWords(text: string): readonly QueryWord[] {
  const words = runsOf(text).flatMap((run): QueryWord[] => {
    if (!run.isUnspaced) return [{ word: singular(run.word), isPrefix: [...run.word].length > 1 }];
    const pairs = pairsOf(run.word);
    return pairs.length === 0
      ? [{ word: run.word, isPrefix: true }]
      : pairs.map((pair) => ({ word: pair, isPrefix: false }));
  });
  const significant = words.filter(({ word }) => !STOP_WORDS.has(word));
  return (significant.length === 0 ? words : significant).slice(0, MAX_QUERY_WORDS);
}

type Run = { readonly word: string; readonly isUnspaced: boolean };

function runsOf(text: string): Run[] {
  return (plain(text).match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((run) => {
    const parts: Run[] = [];
    let position = 0;
    for (const found of run.matchAll(UNSPACED)) {
      if (found.index > position) parts.push(spaced(run.slice(position, found.index)));
      parts.push({ word: found[0], isUnspaced: true });
      position = found.index + found[0].length;
    }
    if (position < run.length) parts.push(spaced(run.slice(position)));
    return parts;
  });
}

const spaced = (word: string): Run => ({
  word: word.length > MAX_WORD_CHARACTERS ? [...word].slice(0, MAX_WORD_CHARACTERS).join("") : word,
  isUnspaced: false,
});

function pairsOf(word: string): string[] {
  const characters = [...word];
  return characters.slice(1).map((character, index) => `${characters[index] ?? ""}${character}`);
}

const lastOf = (word: string): string => [...word].at(-1) ?? "";

/** "mugs" → "mug", "boxes" → "box", "berries" → "berr". It is looked up as a prefix, which finds the longer form too. */
function singular(word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  if (/[a-z]{3}ies$/.test(word)) return word.slice(0, -3);
  if (/(ch|sh|x|ss|zz)es$|[a-z]{3}oes$/.test(word)) return word.slice(0, -2);
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

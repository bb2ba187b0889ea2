/** Scripts that put no space between words; their texts are found by pairs of neighbouring characters. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu;
const MAX_WORD_CHARACTERS = 60;

/** Latin letters that Unicode does not decompose, as people type them on another keyboard. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  ħ: "h",
  ŧ: "t",
  þ: "th",
  ı: "i",
  ĸ: "k",
  ŋ: "n",
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
const UMLAUTS: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue" };

const isAscii = (text: string): boolean => /^\p{ASCII}*$/u.test(text);

/** Without accents and in lower case, so that "Hütte", "hutte" and "HÜTTE" are one word whatever the database's locale. */
export function withoutMarks(text: string): string {
  return text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
}

/** `withoutMarks`, and the letters that have no accent to lose: "Größe" → "grosse", "Smørbrød" → "smorbrod". */
export const plain = (text: string): string =>
  isAscii(text) ? text.toLowerCase() : withoutMarks(text).replace(LETTER, (letter) => LETTERS[letter] ?? letter);

/** As it is spelled where umlauts cannot be typed: "Größe" → "groesse"; null for a word without one. */
export function withoutUmlauts(raw: string): string | null {
  if (isAscii(raw)) return null;
  const composed = raw.normalize("NFC").toLowerCase();
  const spelled = composed.replace(/[äöü]/gu, (letter) => UMLAUTS[letter] ?? letter);
  return spelled === composed ? null : shortened(plain(spelled));
}

/** A piece of a text: letters and digits without anything between them, of one kind of script. */
export type Run = {
  /** Folded by `plain`, at most 60 characters where words are spaced. */
  readonly word: string;
  /** As it was written, but for its form in Unicode. */
  readonly raw: string;
  readonly isUnspaced: boolean;
  /** What stands between it and the run before; null for the first. */
  readonly gap: string | null;
};

/** The runs of a text in their order. Full-width letters and ligatures are read as the usual ones. */
export function runsOf(text: string): readonly Run[] {
  const normal = text.normalize("NFKC");
  const runs: Run[] = [];
  let end = 0;
  for (const found of normal.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const gap = runs.length === 0 ? null : normal.slice(end, found.index);
    const parts = partsOf(found[0]);
    runs.push(...parts.map((part, index) => ({ ...part, gap: index === 0 ? gap : runs.length === 0 ? null : "" })));
    if (parts.length > 0) end = found.index + found[0].length;
  }
  return runs;
}

function partsOf(run: string): Omit<Run, "gap">[] {
  const parts: Omit<Run, "gap">[] = [];
  let position = 0;
  const add = (raw: string, isUnspaced: boolean) => {
    const word = plain(raw);
    if (word !== "") parts.push({ word: isUnspaced ? word : shortened(word), raw, isUnspaced });
  };
  for (const found of isAscii(run) ? [] : run.matchAll(UNSPACED)) {
    add(run.slice(position, found.index), false);
    add(found[0], true);
    position = found.index + found[0].length;
  }
  add(run.slice(position), false);
  return parts;
}

/** At most 60 characters: what is longer is no word. */
export const shortened = (word: string): string =>
  word.length > MAX_WORD_CHARACTERS ? [...word].slice(0, MAX_WORD_CHARACTERS).join("") : word;

/** Neighbouring characters, two at a time; none of a single character. */
export function bigramsOf(word: string): readonly string[] {
  const characters = [...word];
  return characters.slice(1).map((character, index) => `${characters[index] ?? ""}${character}`);
}

const JOINERS: ReadonlySet<string> = new Set("-‐‑–'’./_+&");

/**
 * Whether two neighbours are also written as one word: parts of a compound ("T-Shirt", "Men's", "trail/running"), a single
 * letter ("T Shirt"), and a number with its unit ("500 ml").
 */
export function isCompound(before: Run, after: Run): boolean {
  // Every two words of a feed come by here, and most of them have a space between them and nothing to do with each other.
  if (after.gap?.length !== 1 || before.isUnspaced || after.isUnspaced) return false;
  if (JOINERS.has(after.gap)) return true;
  const isLetter = before.word.length <= 2 && /^\p{L}$/u.test(before.word);
  const isNumber = after.word.length <= 6 && /^[0-9]/.test(before.word);
  if (!isLetter && !isNumber) return false;
  return /\s/u.test(after.gap) && (isLetter || (/^[0-9]+$/.test(before.word) && /^\p{L}{1,3}$/u.test(after.word)));
}

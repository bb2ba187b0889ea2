import { gtinOf, identifierOf } from "./identifiers.ts";
import { otherForms } from "./plurals.ts";
import { bigramsOf, runsOf, shortened, withoutMarks, withoutUmlauts, type Run } from "./runs.ts";

/** Words that every description contains; they are left out of a query that contains other words too. */
const STOP_WORDS = new Set(
  "a an and any are for from i in is me my of on or some that the this to want with der die das ein eine für mit und le la les un une et pour de el los y para con".split(
    " ",
  ),
);
const MAX_QUERY_WORDS = 12;
const MAX_IDENTIFIER_RUNS = 5;
const MIN_IDENTIFIER_CHARACTERS = 3;

/** What the index is asked for: a word, the beginning of one, or the whole of a product's number. */
export type Lexeme =
  | { readonly kind: "word" | "prefix"; readonly text: string }
  | { readonly kind: "identifier" | "gtin"; readonly text: string };

/** One word of a query, in all the ways that a product may have it; in each, everything must be found. */
export type Term = {
  /** The word as it is compared with right spellings; null for what is not corrected. */
  readonly word: string | null;
  readonly alternatives: readonly (readonly Lexeme[])[];
};

export type Query = {
  readonly terms: readonly Term[];
  /** Products that have one of these as a number come first. */
  readonly identifiers: readonly Lexeme[];
};

/**
 * What a person or a model typed, as the index is asked: at most 12 words, each also as a longer word that starts with it
 * ("rain" finds "raincoat"; a single letter or digit only itself), in its singular and plural, in other spellings of its
 * umlauts, together with its neighbour ("t shirt" finds "tshirt"), and as a part of a number ("TS 100" finds "ts-100").
 * Without terms when there is no word.
 */
export function queryOf(text: string): Query {
  const all = runsOf(text);
  const meaning = all.filter((run) => run.isUnspaced || !STOP_WORDS.has(run.raw.toLowerCase()));
  const runs = (meaning.length === 0 ? all : meaning).slice(0, MAX_QUERY_WORDS);
  const numbers = numbersIn(runs, all);
  const terms = runs.flatMap((run, index): readonly Term[] => {
    const whole = numbers.filter(({ from, to }) => from <= index && index <= to).map(({ lexeme }) => [lexeme]);
    if (run.isUnspaced) return unspacedTerms(run, whole);
    const joined = [joinedWith(runs, index - 1), joinedWith(runs, index)];
    const words = [...formsOf(run), ...joined.flatMap((word) => (word === null ? [] : wordForms(word, false)))];
    return [{ word: run.word, alternatives: [...words.map((lexeme) => [lexeme]), ...whole] }];
  });
  return {
    terms: terms.slice(0, MAX_QUERY_WORDS),
    identifiers: numbers.filter(({ isSure }) => isSure).map(({ lexeme }) => lexeme),
  };
}

/** A word that was not found, in the words that it may have been meant as; the parts of a split must all be found. */
export function correctedTerm(term: Term, meant: readonly (readonly string[])[]): Term {
  const corrected = meant.flatMap((parts): readonly (readonly Lexeme[])[] => {
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return wordForms(only, false).map((lexeme) => [lexeme]);
    return [parts.map((part) => lexemeOf(part))];
  });
  return { ...term, alternatives: [...term.alternatives, ...corrected] };
}

const lexemeOf = (word: string): Lexeme => ({ kind: [...word].length > 1 ? "prefix" : "word", text: word });

function wordForms(word: string, hasUmlaut: boolean): readonly Lexeme[] {
  // "Weinglaeser": the umlaut is gone in the singular.
  const folded = word.replace(/(?<=[^aeq])([aou])e/g, "$1");
  const others = [...otherForms(word, hasUmlaut), ...(folded === word ? [] : [folded, ...otherForms(folded, true)])];
  return [lexemeOf(word), ...others.map((form): Lexeme => ({ kind: "word", text: form }))];
}

function formsOf({ word, raw }: Run): readonly Lexeme[] {
  const spelled = withoutUmlauts(raw);
  // As releases before this one have it in their index.
  const unfolded = shortened(withoutMarks(raw));
  return [
    ...wordForms(word, spelled !== null),
    ...(spelled === null ? [] : wordForms(spelled, true)),
    ...(unfolded === word ? [] : [lexemeOf(unfolded)]),
  ];
}

/** Two neighbours as one word; null where there are no two that could be one. */
function joinedWith(runs: readonly Run[], index: number): string | null {
  const [before, after] = [runs[index], runs[index + 1]];
  if (before === undefined || after === undefined || before.isUnspaced || after.isUnspaced) return null;
  return `${before.word}${after.word}`;
}

function unspacedTerms({ word }: Run, whole: readonly (readonly Lexeme[])[]): readonly Term[] {
  const pairs = bigramsOf(word);
  const lexemes: readonly Lexeme[] =
    pairs.length === 0 ? [{ kind: "prefix", text: word }] : pairs.map((pair) => ({ kind: "word", text: pair }));
  return lexemes.map((lexeme) => ({ word: null, alternatives: [[lexeme], ...whole] }));
}

/** `from` and `to`: the runs that are its parts. `isSure`: long enough that nothing else is meant by it. */
type NumberInQuery = { readonly lexeme: Lexeme; readonly from: number; readonly to: number; readonly isSure: boolean };

/** What may be the number of a product: the whole text, and every few neighbours with a digit among them. */
function numbersIn(runs: readonly Run[], all: readonly Run[]): readonly NumberInQuery[] {
  const found: NumberInQuery[] = [];
  const add = (text: string, from: number, to: number, isSure: boolean) => {
    const identifier = identifierOf(text);
    if (identifier === null) return;
    found.push({ lexeme: { kind: "identifier", text: identifier }, from, to, isSure });
    const gtin = gtinOf(identifier);
    if (gtin !== null) found.push({ lexeme: { kind: "gtin", text: gtin }, from, to, isSure });
  };
  if (all.length <= MAX_QUERY_WORDS) add(all.map(({ word }) => word).join(""), 0, runs.length - 1, true);
  for (let from = 0; from < runs.length; from += 1) {
    for (let to = from; to < Math.min(runs.length, from + MAX_IDENTIFIER_RUNS); to += 1) {
      if (from === 0 && to === runs.length - 1 && runs.length === all.length) continue;
      const text = runs
        .slice(from, to + 1)
        .map(({ word }) => word)
        .join("");
      if (/\p{N}/u.test(text) && text.length >= MIN_IDENTIFIER_CHARACTERS) add(text, from, to, text.length > 3);
    }
  }
  return found;
}

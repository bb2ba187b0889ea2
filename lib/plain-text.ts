/** Line ends of every kind, and what starts a new line for some reader. */
const LINE_END = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/gu;

/**
 * Characters that nobody sees, or that make others be seen in another order: bidirectional overrides and isolates, zero-width
 * spaces and fillers, soft hyphens, annotations, private use. Marks of direction (U+200E, U+200F) only place what is there.
 */
const UNSEEN =
  /\u034F|[\u00AD\u115F\u1160\u180E\u200B\u202A-\u202E\u2060-\u206F\u2800\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]|[\p{Co}\p{Cs}]|[\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}]/gu;

/** Tags spell text that is not shown. Three flags are written with them; every other use is taken out. */
const TAGS =
  /(\u{1F3F4}(?:\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F})?)|[\u{E0000}-\u{E007F}]/gu;

/**
 * A variation selector is one, after a sign; rows of them carry hidden bytes. Those of the second kind belong to ideographs.
 * Here and below the sign is matched first and what stands before it then, because most texts have none.
 */
const SELECTORS =
  /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}](?<=(?:^|[\uFE00-\uFE0F\u{E0100}-\u{E01EF}\s])[\uFE00-\uFE0F\u{E0100}-\u{E01EF}])|[\u{E0100}-\u{E01EF}](?<!\p{Script=Han}[\u{E0100}-\u{E01EF}])/gu;

/** Joiners shape words of many scripts, and emoji; after a Latin letter, a digit or a space they are unseen and nothing else. */
const JOINERS =
  /[\u200C\u200D](?<!(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F|(?!\p{Script=Inherited}|\p{Script=Latin}|\p{Script=Greek}|\p{Script=Cyrillic}|\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana})[\p{L}\p{M}])[\u200C\u200D])/gu;

const visible = (text: string): string =>
  text
    .replace(TAGS, (_all, flag: string | undefined) => flag ?? "")
    .replace(UNSEEN, "")
    .replace(SELECTORS, "")
    .replace(JOINERS, "");

/** Most texts: words of ASCII with single spaces between, which are one line and visible as they are. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** A text of somebody else as one line of characters that can be seen. Scripts, emoji and accents stay as they are. */
export const oneLine = (text: string): string => (PLAIN.test(text) ? text : cleaned(text));

const cleaned = (text: string): string =>
  visible(text.replace(LINE_END, " ").replace(/\p{Cc}+/gu, " "))
    .replace(/\s+/gu, " ")
    .trim();

/** The same for a text of several lines, with no more than one empty line between two. */
export const severalLines = (text: string): string =>
  text
    .replace(LINE_END, "\n")
    .split("\n")
    .map(oneLine)
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();

/**
 * Somebody else's words inside a sentence of ours, in one pair of quotation marks that they cannot leave: one line, with
 * quotation marks and backslashes of its own escaped as in JSON.
 */
export const quoted = (text: string): string => JSON.stringify(oneLine(text));

/** A payment provider's code as words: "product_not_received" → "Product not received". */
export const inWords = (code: string): string => code.charAt(0).toUpperCase() + code.slice(1).replaceAll("_", " ");

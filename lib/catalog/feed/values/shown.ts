const MAX_SHOWN = 60;

/** What nobody sees in a terminal or a log, and why a value can look right and be wrong. */
const NAMES: Readonly<Record<string, string>> = {
  "\t": "tab",
  "\n": "line break",
  "\r": "carriage return",
  "\u00A0": "no-break space",
  "\u00AD": "soft hyphen",
  "\u200B": "zero-width space",
  "\u200E": "left-to-right mark",
  "\u200F": "right-to-left mark",
  "\u202F": "narrow no-break space",
  "\uFEFF": "byte order mark",
};

/** A feed's text in quotation marks for a message, at most 60 characters of it, with what cannot be seen named in brackets. */
export function shown(text: string): string {
  const characters = [...text];
  const cut = characters.length > MAX_SHOWN ? "…" : "";
  return `"${characters
    .slice(0, MAX_SHOWN)
    .join("")
    .replace(/(?! )[\p{Z}\p{C}]/gu, named)}${cut}"`;
}

const named = (character: string): string =>
  `[${NAMES[character] ?? `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`}]`;

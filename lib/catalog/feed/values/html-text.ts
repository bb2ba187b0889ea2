import { Parser } from "htmlparser2";

/** Elements that start a line of their own; those in PARAGRAPHS also keep an empty line to what is around them. */
const LINES = new Set(
  "address article aside dd div dl dt figcaption figure footer form header hr li main nav section tr".split(" "),
);
const PARAGRAPHS = new Set("blockquote h1 h2 h3 h4 h5 h6 ol p pre table ul".split(" "));
const INLINE =
  "a abbr b bdi bdo big br center cite code del em font i img ins kbd mark q s samp small span strike strong sub sup tbody td th thead time tt u var wbr body html head meta link title style script iframe object video svg noscript template button input label picture source";
/** What is in them is not for readers. */
const UNREAD = new Set("script style head iframe object video svg noscript template title".split(" "));

const ELEMENTS = new Set([...LINES, ...PARAGRAPHS, ...INLINE.split(" ")]);
const TAG = /<\/?([a-z][a-z0-9]*)(?=[\s/>])[^<>]*>|<!--/gi;
const ENTITY = /&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/i;
const ESCAPED_DOCUMENT = /^\s*&lt;[a-z][a-z0-9]*(\s|\/?&gt;|\/)/i;

/**
 * What a reader sees of a text that shop systems write as HTML: entities as their characters, paragraphs with an empty line
 * between, list items as lines that start with "- ". A text without HTML comes back as it is, "3 < 5" too: only elements
 * that HTML has are taken for tags.
 */
export function plainText(text: string): string {
  if (!text.includes("<") && !text.includes("&")) return text;
  if (ESCAPED_DOCUMENT.test(text)) {
    const once = withoutTags(text);
    return hasTags(once) ? withoutTags(once) : once;
  }
  return hasTags(text) || ENTITY.test(text) ? withoutTags(text) : text;
}

function hasTags(text: string): boolean {
  return [...text.matchAll(TAG)].some(([all, name]) => all === "<!--" || ELEMENTS.has((name ?? "").toLowerCase()));
}

function makesLines(text: string): boolean {
  return [...text.matchAll(TAG)].some(([, name]) => {
    const element = (name ?? "").toLowerCase();
    return element === "br" || LINES.has(element) || PARAGRAPHS.has(element);
  });
}

function withoutTags(text: string): string {
  const writer = new TextWriter(!makesLines(text));
  let unread = 0;
  const parser = new Parser(
    {
      ontext: (piece) => {
        if (unread === 0) writer.text(piece);
      },
      onopentag: (name) => {
        if (UNREAD.has(name)) unread += 1;
        else if (unread === 0) writer.open(name);
      },
      onclosetag: (name) => {
        if (UNREAD.has(name)) unread -= 1;
        else if (unread === 0) writer.close(name);
      },
    },
    { decodeEntities: true },
  );
  // What looks like a tag and is no element of HTML, such as "<3" or "<Model X>", is text.
  parser.end(text.replace(/<(?!!--|\/?[a-z][a-z0-9]*(?=[\s/>])[^<>]*>)/gi, "&lt;").replace(TAG, asTextWhenUnknown));
  return writer.whole();
}

const asTextWhenUnknown = (all: string, name: string | undefined): string =>
  all === "<!--" || ELEMENTS.has((name ?? "").toLowerCase()) ? all : `&lt;${all.slice(1)}`;

class TextWriter {
  #text = "";
  /** Line breaks that are due before the next text. */
  #due = 0;
  #isSpaceDue = false;
  /** Of every open list the number of its last item; null: its items are not numbered. */
  readonly #lists: (number | null)[] = [];
  /** Where no element makes lines, the line breaks of the text itself do. */
  readonly #keepsLines: boolean;

  constructor(keepsLines: boolean) {
    this.#keepsLines = keepsLines;
  }

  text(piece: string): void {
    const lines = this.#keepsLines ? piece.split(/\r\n|\r|\n/) : [piece];
    for (const [index, line] of lines.entries()) {
      if (index > 0) this.#due = Math.min(2, this.#due + 1);
      this.#words(line.replace(/[\t\n\f\r ]+/g, " "));
    }
  }

  open(name: string): void {
    if (name === "br") this.#due = Math.min(2, this.#due + 1);
    if (name === "td" || name === "th") this.#isSpaceDue = true;
    this.#break(name);
    if (name === "ul" || name === "ol") this.#lists.push(name === "ol" ? 0 : null);
    if (name !== "li") return;
    const last = this.#lists.at(-1) ?? null;
    if (last !== null) this.#lists[this.#lists.length - 1] = last + 1;
    this.#separate(false);
    this.#text += last === null ? "- " : `${last + 1}. `;
  }

  close(name: string): void {
    if (name === "ul" || name === "ol") this.#lists.pop();
    this.#break(name);
  }

  whole(): string {
    return this.#text;
  }

  #words(words: string): void {
    if (words.trim() === "") {
      this.#isSpaceDue ||= words !== "";
      return;
    }
    this.#separate(words.startsWith(" "));
    this.#text += words.trim();
    this.#isSpaceDue = words.endsWith(" ");
  }

  #break(name: string): void {
    // A paragraph at the start of an item is the item's text.
    if (/(^|\n)(- |\d+\. )$/.test(this.#text)) return;
    if (PARAGRAPHS.has(name)) this.#due = Math.max(this.#due, this.#lists.length > 0 ? 1 : 2);
    else if (LINES.has(name)) this.#due = Math.max(1, this.#due);
  }

  #separate(hasSpace: boolean): void {
    if (this.#text === "") this.#due = 0;
    if (this.#due > 0) this.#text += "\n".repeat(this.#due);
    else if ((hasSpace || this.#isSpaceDue) && this.#text !== "" && !/\s$/.test(this.#text)) this.#text += " ";
    this.#due = 0;
    this.#isSpaceDue = false;
  }
}

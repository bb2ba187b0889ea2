import { Parser } from "htmlparser2";
import { describe, expect, it } from "vitest";
import { directionOf, LANGUAGES } from "#lib/wire/languages.ts";
import { MAILS } from "../gallery/scenes/mails.ts";

type Element = { readonly name: string; readonly attributes: Readonly<Record<string, string>>; text: string };
const VOID = /^(?:br|meta)$/;

/** Every element of a message with the words in it, and the elements that its HTML leaves open. */
function read(html: string) {
  const elements: Element[] = [];
  const open: Element[] = [];
  const leftOpen: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      const element = { name, attributes, text: "" };
      elements.push(element);
      open.push(element);
    },
    ontext(text) {
      for (const element of open) element.text += text;
    },
    onclosetag(name, isImplied) {
      open.pop();
      if (isImplied && !VOID.test(name)) leftOpen.push(name);
    },
  });
  parser.end(html);
  return { leftOpen, of: (names: RegExp) => elements.filter(({ name }) => names.test(name)) };
}

const cases = MAILS.flatMap((mail) =>
  (mail.isToSeller ? (["en"] as const) : LANGUAGES).map((language) => [mail.name, language, mail] as const),
);

describe("to whoever listens", () => {
  it.each(cases)("the message %s in %s says its language, its direction and what it is about", (_, language, mail) => {
    const { of } = read(mail.html(language));
    const [html] = of(/^html$/);
    const { lang = "", dir } = html?.attributes ?? {};
    expect([new Intl.Locale(lang).language, dir]).toEqual([language, directionOf(language)]);
    const [title] = of(/^title$/);
    expect(title?.text).toMatch(/\S/);
    const headings = of(/^h[1-6]$/);
    expect(headings.map(({ name }) => name)).toEqual(["h1"]);
    expect(headings[0]?.text).toMatch(/\S/);
  });

  it.each(cases)("the tables of the message %s in %s lay it out and are no data", (_, language, mail) => {
    const { of, leftOpen } = read(mail.html(language));
    const tables = of(/^table$/);
    expect(tables.length).toBeGreaterThan(3);
    expect(tables.filter(({ attributes }) => attributes["role"] !== "presentation")).toEqual([]);
    expect(of(/^(?:th|thead|caption|summary)$/)).toEqual([]);
    expect(leftOpen).toEqual([]);
  });

  it.each(cases)("the links of the message %s in %s have words, and what is hidden has none", (_, language, mail) => {
    const { of } = read(mail.html(language));
    for (const { attributes, text } of of(/^a$/)) {
      expect(text).toMatch(/\p{L}{2}/u);
      expect(attributes["href"]).toMatch(/^https?:/);
    }
    // The seller's initial, beside the name.
    const hidden = of(/./).filter(({ attributes }) => attributes["aria-hidden"] === "true");
    expect(hidden.map(({ name, text }) => [name, [...text].length])).toEqual([["td", 1]]);
  });
});

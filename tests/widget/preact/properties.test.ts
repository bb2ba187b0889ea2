import { describe, expect, it } from "vitest";
import { rule, sourcesIn, withoutComments } from "../../tidy/tree.ts";

/** What Preact without preact/compat takes otherwise than React, by which the tests draw the views. A tag ends before the next. */
const OTHERWISE: Readonly<Record<string, RegExp>> = {
  "is called when a text field is left": /<(?:input|textarea)\b(?![^<]*\btype="(?:radio|checkbox)")[^<]*\bonChange=/,
  "does not hear of fields within": /<(?!(?:input|select|textarea|button|a)\b)[a-z]\w*\b[^<]*\bon(?:Focus|Blur)=/,
  "is no event": /\bonDoubleClick=/,
  "is left out when it is false": /\bspellCheck=\{/,
  "chooses nothing": /<select\b[^<]*\bdefaultValue=/,
  "has numbers without px": /\bstyle=\{\{/,
  "is not SVG's name": /\b(?:stroke|fill|clip|stop|font|marker|vector|dominant|text)[A-Z]\w*=["{]/,
  "turns translation on": /\btranslate="no"/,
};

const foundIn = (text: string): readonly string[] =>
  Object.entries(OTHERWISE).flatMap(([what, pattern]) => {
    const [tag] = pattern.exec(text) ?? [];
    return tag === undefined ? [] : [`${tag.replace(/\s+/g, " ").slice(-60)} ${what}`];
  });

describe("the properties that views give to elements", () => {
  it("mean to Preact, which the widgets run, what they mean to React, which the tests run", () => {
    const wrong = sourcesIn("widget").flatMap(({ path, text }) =>
      foundIn(withoutComments(text)).map((found) => `${path}: ${found}`),
    );
    expect(
      wrong,
      rule(
        wrong,
        "the tests would see one thing and buyers another (docs/decisions/0096).",
        'write it so that both mean the same, such as spellCheck="false".',
      ),
    ).toEqual([]);
  });

  it.each([
    `<input\n  type="text"\n  onChange={(event) => set(event.currentTarget.value)}\n/>`,
    `<textarea onChange={set} />`,
    `<fieldset onBlur={leave}>`,
    `<button onDoubleClick={open}>`,
    `<input spellCheck={false} />`,
    `<select name="country" defaultValue="US">`,
    `<p style={{ width: 4 }}>`,
    `<path strokeWidth={2} />`,
    `<b translate="no">`,
  ])("are seen where they do not: %s", (tag) => expect(foundIn(tag)).toHaveLength(1));

  it.each([
    `<input type="radio" value="x" onChange={choose} />`,
    `<select value={country} onChange={(event) => set(event.currentTarget.value)}><input type="text" />`,
    `<input type="text" onFocus={select} /><CountryField onChange={set} />`,
    `<input spellCheck="false" />`,
  ])("are not seen where they do: %s", (tag) => expect(foundIn(tag)).toEqual([]));
});

import { oneLine } from "../plain-text.ts";
import { directionOf } from "../wire/languages.ts";
import { unreachable } from "../invariant.ts";
import type { Block, MailDocument } from "./document.ts";
import { CORNER, DARK, FONT, LIGHT, MAX_WIDTH } from "./look.ts";

/** Text for HTML, between tags and in attributes. What is invisible or turns the text around is gone. */
const escaped = (text: string): string =>
  text
    // What holds an amount and its currency together stays, though it is a space.
    .split(/([\u00A0\u202F])/u)
    .map((part, index) => (index % 2 === 0 ? oneLine(part) : part))
    .join("")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

/**
 * Words of ours with names in them. What our texts isolate from the writing around it (U+2068 to U+2069) is an element, because
 * the marks themselves are taken out with everything else that nobody sees.
 */
function words(text: string): string {
  let depth = 0;
  const written = text.split(/([\u2068\u2069])/u).map((part) => {
    if (part === "\u2068") depth += 1;
    else if (part !== "\u2069") return betweenIsolates(part);
    else if (depth === 0) return "";
    else depth -= 1;
    return part === "\u2068" ? "<bdi>" : "</bdi>";
  });
  return written.join("") + "</bdi>".repeat(depth);
}

/** With the spaces that are around an isolate. */
const betweenIsolates = (part: string): string =>
  `${/^\s/u.test(part) ? " " : ""}${escaped(part)}${/\s$/u.test(part) && part.trim() !== "" ? " " : ""}`;

/** A sentence, in which no number of an order, or of its part, is broken at its hyphens. */
const sentence = (text: string): string =>
  words(text).replace(/\bT-[2-9A-Z]{4}-[2-9A-Z]{4}(?:-\d+)?\b/g, '<bdi style="white-space:nowrap">$&</bdi>');

/** Mail clients know no `end`, and few of them logical padding, so both sides are written for the direction of the text. */
const endOf = (locale: string): "left" | "right" => (directionOf(locale) === "rtl" ? "left" : "right");
const apart = (locale: string, pixels: number): string =>
  `padding-${directionOf(locale) === "rtl" ? "right" : "left"}:${pixels}px`;

/** Only addresses of the web are links; anything else leads nowhere. */
const address = (url: string): string => (/^https?:\/\//i.test(url) ? escaped(url) : "#");

/** Colours by class for dark mode; `data-ogsc` is what Outlook on the web puts above a message that it darkens. */
function darkRules(prefix: string): string {
  const rule = (name: string, css: string) => `${prefix}.${name}{${css}}`;
  return [
    rule("c", `background-color:${DARK.canvas}!important`),
    rule("s", `background-color:${DARK.surface}!important;border-color:${DARK.line}!important`),
    rule("i", `color:${DARK.ink}!important`),
    rule("m", `color:${DARK.muted}!important`),
    rule("l", `border-color:${DARK.line}!important`),
    rule("a", `background-color:${DARK.accent}!important`),
    rule("o", `color:${DARK.onAccent}!important`),
    rule("w", `background-color:${DARK.warningSoft}!important`),
    rule("t", `color:${DARK.warning}!important`),
  ].join("");
}

const STYLE = [
  ":root{color-scheme:light dark;supported-color-schemes:light dark}",
  "body{margin:0;padding:0;-webkit-text-size-adjust:100%}",
  `@media (max-width:${MAX_WIDTH}px){.p{padding-left:20px!important;padding-right:20px!important}.b{display:block!important;text-align:center!important}}`,
  `@media (prefers-color-scheme:dark){${darkRules("")}}`,
  darkRules("[data-ogsc] "),
].join("");

const TABLE = 'role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"';
const text = (size: number, rest = "") => `font:${size}px/1.5 ${FONT};${rest}`;

/**
 * A message as HTML for mail clients: tables, inline styles and a width of 600 pixels, because Outlook on Windows lays out
 * as Word does; no pictures, and dark colours where a client asks for them. Gmail cuts at 102 KB; ours stay far below.
 * What clients take: https://www.caniemail.com/
 */
export function htmlOf({ locale, name, subject, preview, blocks, footer }: MailDocument): string {
  const initial = escaped(String.fromCodePoint(oneLine(name).codePointAt(0) ?? 0x20).toUpperCase());
  return [
    `<!doctype html><html lang="${escaped(locale)}" dir="${directionOf(locale)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
    '<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">',
    `<title>${escaped(subject)}</title><style>${STYLE}</style></head>`,
    // Japanese breaks between phrases and not within a word.
    `<body class="c" style="margin:0;padding:0;background-color:${LIGHT.canvas};word-break:auto-phrase">`,
    `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escaped(preview)}</div>`,
    `<table ${TABLE} class="c" bgcolor="${LIGHT.canvas}"><tr><td align="center" style="padding:24px 12px">`,
    `<!--[if mso]><table role="presentation" width="${MAX_WIDTH}" align="center"><tr><td><![endif]-->`,
    `<table ${TABLE} style="max-width:${MAX_WIDTH}px">`,
    '<tr><td style="padding:0 4px 16px"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>',
    // A table of its own, or the tile would be as high as a name of three lines.
    `<td valign="top" width="32"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="a o" width="32" height="32" align="center" bgcolor="${LIGHT.accent}" style="border-radius:${CORNER.chip};color:${LIGHT.onAccent};${text(15, "font-weight:600")}" aria-hidden="true">${initial}</td></tr></table></td>`,
    `<td class="i" style="${apart(locale, 10)};color:${LIGHT.ink};${text(16, "font-weight:600;overflow-wrap:anywhere")}"><bdi>${words(name)}</bdi></td>`,
    "</tr></table></td></tr>",
    `<tr><td class="s p" bgcolor="${LIGHT.surface}" style="border:1px solid ${LIGHT.line};border-radius:${CORNER.card};padding:28px 32px 12px">`,
    blocks.map((block) => blockHtml(block, locale)).join(""),
    "</td></tr>",
    `<tr><td class="m" style="padding:16px 4px 0;color:${LIGHT.muted};${text(13)}">${words(footer)}</td></tr>`,
    "</table><!--[if mso]></td></tr></table><![endif]--></td></tr></table></body></html>",
  ].join("\n");
}

function blockHtml(block: Block, locale: string): string {
  switch (block.kind) {
    case "heading":
      return `<h1 class="i" style="margin:0 0 12px;color:${LIGHT.ink};font:600 24px/1.25 ${FONT};overflow-wrap:anywhere;text-wrap:balance">${sentence(block.text)}</h1>`;
    case "paragraph":
      return `<p class="i" style="margin:0 0 16px;color:${LIGHT.ink};${text(16, "overflow-wrap:anywhere")}">${sentence(block.text)}</p>`;
    case "title":
      return `<p class="i" style="margin:0 0 4px;color:${LIGHT.ink};${text(16, "font-weight:600;overflow-wrap:anywhere")}">${sentence(block.text)}</p>`;
    case "rule":
      return `<div class="l" style="margin:24px 0 20px;border-top:3px solid ${LIGHT.line};font-size:0;line-height:0"></div>`;
    case "small":
      return `<p class="m" style="margin:0 0 16px;color:${LIGHT.muted};${text(14)}">${words(block.text)}</p>`;
    case "notice":
      return noticeHtml(block);
    case "button":
      return buttonHtml(block);
    case "items":
      return itemsHtml(block, locale);
    case "amounts":
      return amountsHtml(block, locale);
    case "facts":
      return factsHtml(block);
    case "links":
      return linksHtml(block);
    default:
      return unreachable(block);
  }
}

const noticeHtml = ({ title, text: said }: Extract<Block, { kind: "notice" }>): string =>
  `<table ${TABLE} style="margin:0 0 20px"><tr><td class="w t" bgcolor="${LIGHT.warningSoft}" style="border-radius:${CORNER.control};padding:12px 16px;color:${LIGHT.warning};${text(15)}"><strong>${words(title)}</strong><br>${words(said)}</td></tr></table>`;

/** The cell has the colour, because Outlook gives links no padding; the link has the size, so that all of it can be pressed. */
const buttonHtml = ({ text: label, url }: Extract<Block, { kind: "button" }>): string =>
  `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:20px 0 24px"><tr><td class="a b" bgcolor="${LIGHT.accent}" style="border-radius:${CORNER.control}"><a class="o b" href="${address(url)}" style="display:inline-block;padding:12px 22px;color:${LIGHT.onAccent};text-decoration:none;${text(16, "font-weight:600")}">${escaped(label)}</a></td></tr></table>`;

function itemsHtml({ items, more }: Extract<Block, { kind: "items" }>, locale: string): string {
  const cell = `padding:10px 0;border-bottom:1px solid ${LIGHT.line};vertical-align:top;`;
  const rows = items.map(
    (item) =>
      `<tr><td class="l i" style="${cell}color:${LIGHT.ink};${text(15, "overflow-wrap:anywhere")}"><bdi>${escaped(item.title)}</bdi>${item.detail === "" ? "" : `<br><span class="m" style="color:${LIGHT.muted};font-size:13px">${words(item.detail)}</span>`}</td><td class="l i" align="${endOf(locale)}" style="${cell}${apart(locale, 16)};white-space:nowrap;color:${LIGHT.ink};${text(15)}"><bdi>${escaped(item.amount)}</bdi></td></tr>`,
  );
  const rest =
    more === null
      ? ""
      : `<tr><td class="m" colspan="2" style="padding:10px 0;color:${LIGHT.muted};${text(14)}">${escaped(more)}</td></tr>`;
  return `<table ${TABLE} style="margin:0 0 12px">${rows.join("")}${rest}</table>`;
}

function amountsHtml({ rows }: Extract<Block, { kind: "amounts" }>, locale: string): string {
  const cells = rows.map(({ label, amount, isTotal = false }) => {
    const style = isTotal
      ? `vertical-align:top;padding:10px 0 4px;color:${LIGHT.ink};${text(17, "font-weight:600")}`
      : `vertical-align:top;padding:3px 0;color:${LIGHT.muted};${text(14)}`;
    const name = isTotal ? "i" : "m";
    return `<tr><td class="${name}" style="${style};overflow-wrap:anywhere"><bdi>${words(label)}</bdi></td><td class="${name}" align="${endOf(locale)}" style="${style};${apart(locale, 16)};white-space:nowrap"><bdi>${escaped(amount)}</bdi></td></tr>`;
  });
  return `<table ${TABLE} style="margin:0 0 20px">${cells.join("")}</table>`;
}

/** What isolates others' words is a line of ours, in the direction of the message; any other has its own. */
const lineHtml = (line: string): string => (line.includes("\u2068") ? words(line) : `<bdi>${words(line)}</bdi>`);

const factsHtml = ({ title, lines }: Extract<Block, { kind: "facts" }>): string =>
  `<p class="m" style="margin:0 0 2px;color:${LIGHT.muted};${text(13)}">${words(title)}</p><p class="i" style="margin:0 0 16px;color:${LIGHT.ink};${text(15, "overflow-wrap:anywhere")}">${lines.map(lineHtml).join("<br>")}</p>`;

const linksHtml = ({ links }: Extract<Block, { kind: "links" }>): string =>
  `<p class="i" style="margin:0 0 16px;color:${LIGHT.ink};${text(15)}">${links.map((link) => `<a class="i" href="${address(link.url)}" style="color:${LIGHT.ink};text-decoration:underline">${words(link.text)}</a>`).join(" &nbsp; ")}</p>`;

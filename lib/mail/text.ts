import { oneLine } from "../plain-text.ts";
import { unreachable } from "../invariant.ts";
import type { Block, MailDocument } from "./document.ts";

/** RFC 3676, section 4.2, recommends lines of at most 78 characters; longer words, such as addresses, stay whole. */
const MAX_LINE = 76;

/** A message as plain text, for those who read no HTML. It says what the HTML says. */
export const textOf = ({ name, blocks, footer }: MailDocument): string =>
  `${[oneLine(name), ...blocks.map(blockText), `-- \n${wrapped(footer)}`].join("\n\n")}\n`;

function blockText(block: Block): string {
  switch (block.kind) {
    case "heading": {
      const heading = oneLine(block.text);
      return `${heading}\n${"=".repeat(Math.min(heading.length, MAX_LINE))}`;
    }
    case "rule":
      return "-".repeat(MAX_LINE);
    case "title":
    case "paragraph":
    case "small":
      return wrapped(block.text);
    case "notice":
      return wrapped(`${block.title}: ${block.text}`, "! ");
    case "button":
      return `${oneLine(block.text)}:\n${oneLine(block.url)}`;
    case "items":
      return [
        ...block.items.map(({ title, detail, amount }) =>
          wrapped([title, detail, amount].filter((part) => part !== "").join(", "), "- "),
        ),
        ...(block.more === null ? [] : [wrapped(block.more)]),
      ].join("\n");
    case "amounts":
      return block.rows.map(({ label, amount }) => `${oneLine(label)}: ${oneLine(amount)}`).join("\n");
    case "facts":
      return [`${oneLine(block.title)}:`, ...block.lines.map(oneLine)].join("\n");
    case "links":
      return block.links.map(({ text, url }) => `${oneLine(text)}: ${oneLine(url)}`).join("\n");
    default:
      return unreachable(block);
  }
}

/** One line that keeps its no-break spaces: an amount and its currency are one word of a line. */
const joined = (text: string): string =>
  text
    .split(/[\u00A0\u202F]/u)
    .map(oneLine)
    .join("\u00A0");

function wrapped(text: string, first = ""): string {
  const lines: string[] = [];
  let line = first;
  for (const word of joined(text).split(" ")) {
    const isFull = line.trim() !== "" && line !== first && line.length + 1 + word.length > MAX_LINE;
    if (isFull) lines.push(line);
    const start = isFull ? " ".repeat(first.length) : line;
    line = start === "" || start.endsWith(" ") ? `${start}${word}` : `${start} ${word}`;
  }
  return [...lines, line].join("\n");
}

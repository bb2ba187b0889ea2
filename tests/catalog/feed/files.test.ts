import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csv, feedOf, MUG, recordsIn, testFolder } from "../feed-file.ts";

const folder = testFolder();
const header = Object.keys(MUG);
const cells = Object.values(MUG);
const tsv = [header, cells].map((row) => row.join("\t")).join("\n");
const jsonl = `${JSON.stringify(MUG)}\n`;
const record = { kind: "record", line: 2, fields: MUG };
/** The mug's row with another cell in the place of its title. */
const titled = (title: string): string => cells.map((cell) => (cell === MUG.title ? title : cell)).join(",");
const linesOf = async (name: string, text: string | Buffer) =>
  (await recordsIn(folder.write(name, text))).map((one) =>
    one.kind === "broken" ? [one.line, one.reason] : [one.line, one.fields["title"]],
  );

describe("a feed file", () => {
  it.each([
    ["CSV", csv([header, cells]), record],
    ["TSV", tsv, record],
    ["JSON Lines", jsonl, { ...record, line: 1 }],
  ])("is read as %s, plain and gzipped, by what it contains and not by its name", async (_, text, expected) => {
    expect(await recordsIn(folder.write("feed.any", text))).toEqual([expected]);
    expect(await recordsIn(folder.write("feed.any", gzipSync(text)))).toEqual([expected]);
    expect(await recordsIn(folder.write("feed.any", `\uFEFF${text}`))).toEqual([expected]);
    expect(await recordsIn(folder.write("feed.any", text.replaceAll("\n", "\r\n")))).toEqual([expected]);
    expect(await recordsIn(folder.write("feed.any", text.trimEnd()))).toEqual([expected]);
  });

  it("may write its columns in any case and order, and contain unknown columns", async () => {
    const text = csv([
      ["Colour of the box", ...header.toReversed().map((name) => ` ${name.toUpperCase()} `)],
      ["red", ...cells.toReversed()],
    ]);
    const [first] = await recordsIn(folder.write("feed.csv", text));
    expect(first).toMatchObject({ kind: "record", fields: MUG });
  });

  it("counts physical lines: a quoted cell may span several, empty ones are skipped", async () => {
    for (const newline of ["\n", "\r\n", "\r"]) {
      const text = [header.join(","), titled(`"two\nlines"`), "", "", titled("x"), titled(`"a\r\nb\nc"`), titled("y")];
      const read = await linesOf("lines.csv", text.join(newline));
      expect(read).toEqual([
        [2, "two\nlines"],
        [6, "x"],
        [7, "a\r\nb\nc"],
        [10, "y"],
      ]);
    }
  });

  it.each([
    ["a quote inside a bare cell", titled('5" pipe'), "unexpected quote inside cell 2"],
    ["text after a closing quote", titled('"5" pipe'), "unexpected text after the closing quote of cell 2"],
    ["a quote that is never closed", titled('"5 pipe'), "a quote is opened and never closed"],
    ["a cell too many", titled("a,b"), "it has 10 cells, but the header has 9"],
    ["cells too few", "mug,Mug", "it has 2 cells, but the header has 9"],
    ["a million characters", titled("x".repeat(1_000_001)), "it is longer than 1000000 characters"],
    [
      "a million characters in quotes",
      titled(`"${`${"x".repeat(99)}\n`.repeat(10_001)}"`),
      "a quote is opened and never closed",
    ],
  ])("loses one row and not the rest to %s", async (_, broken, reason) => {
    const read = await linesOf("broken.csv", [header.join(","), titled("a"), broken, titled("b")].join("\n"));
    expect(read.slice(0, 2)).toEqual([
      [2, "a"],
      [3, expect.stringContaining(reason)],
    ]);
    expect(read.at(-1)).toEqual([expect.any(Number), "b"]);
  });

  it("takes a bare quote in TSV, where nobody quotes inches", async () => {
    expect(await linesOf("inch.tsv", `${tsv}\n${cells.join("\t").replace(MUG.title, '5" pipe')}`)).toEqual([
      [2, MUG.title],
      [3, '5" pipe'],
    ]);
  });

  it("takes a title in TSV that begins with a word in quotes, because no quoted cell goes on behind its quote", async () => {
    const rows = ['"Oak" bowl\tb', '"never\tclosed', '"The Cure"\tc', '"a\tb"\td', '"Best\te', "Plain\tf"];
    const header = "title\titem_id\tdescription\turl\tbrand\tseller_name\timage_url\tavailability\tprice";
    const rest = "\tx\thttps://x.example/\tx\tx\thttps://x.example/\tin_stock\t1.00 USD";
    const file = folder.write("quotes.tsv", [header, ...rows.map((row) => row + rest)].join("\n"));
    const records = await recordsIn(file);
    expect(records.map((one) => (one.kind === "record" ? one.fields["title"] : `line ${one.line}`))).toEqual([
      '"Oak" bowl',
      "line 3",
      "The Cure",
      "a\tb",
      "line 6",
      "Plain",
    ]);
  });

  it("says which JSON line is none and reads on", async () => {
    const read = await linesOf("feed.jsonl", `${jsonl}{"item_id":\n\n[1]\n${jsonl}`);
    expect(read).toEqual([
      [1, MUG.title],
      [2, "it is not JSON"],
      [4, "it is not a JSON object"],
      [5, MUG.title],
    ]);
  });

  it.each([
    ["nothing", "", "the feed is empty"],
    ["white space", " \n\n", "the feed is empty"],
    ["gzipped nothing", gzipSync(""), "the feed is empty"],
    ["an empty JSON list that goes on", "[", "closing bracket is missing"],
    ["UTF-16 without its mark", Buffer.from(tsv, "utf16le"), "UTF-16 without a byte order mark"],
    ["the start of a zip archive", Buffer.from("PK\u0003\u0004xl/workbook.xml"), "End of central directory"],
    ["letters that fill a disk", gzipSync(Buffer.alloc(80 * 1024 ** 2, "a")), "more than 500 times its size"],
    ["a web page", "<!DOCTYPE html><html></html>", "is it a web page?"],
    ["XML that is no feed", "<?xml version='1.0'?><a></a>", "no <item> and no <entry>"],
    ["XML that is nested without end", "<a>".repeat(100), "nested deeper than 64"],
    ["an encoding that nobody knows", "<?xml version='1.0' encoding='klingon'?><a/>", "the encoding klingon"],
    ["a header without prices", csv([header.filter((name) => name !== "price")]), "no column price"],
    ["a column twice", csv([[...header, "title"]]), "the column title twice"],
    ["a gzip file that was cut off", gzipSync(feedOf([{}])).subarray(0, 60), "unexpected end of file"],
    ["a gzip file that was damaged", Buffer.concat([gzipSync("x").subarray(0, 10), Buffer.from("????")]), "invalid"],
  ])("that contains %s fails with a message that says so", async (_, content, sentence) => {
    await expect(recordsIn(folder.write("wrong", content))).rejects.toThrow(sentence);
  });

  it("that is not there fails", async () => {
    await expect(recordsIn(`${folder.path}/nobody.csv`)).rejects.toThrow("no such file");
    await expect(recordsIn(folder.path)).rejects.toThrow("directory");
  });

  // Made outside the test: for its strings fast-check first makes a table of all 1.1 million characters.
  const cell = fc
    .string({ unit: "binary" })
    .filter((text) => !text.includes("\uFEFF"))
    .map((text) => `${text}.`);
  const rows = fc.array(fc.array(cell, { minLength: cells.length, maxLength: cells.length }), {
    minLength: 1,
    maxLength: 4,
  });

  it("comes back from CSV as it went in, whatever its cells contain", async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom("\n", "\r\n"), async (given, newline) => {
        const read = await recordsIn(folder.write("round.csv", csv([header, ...given], newline)));
        const back = read.map((one) => (one.kind === "record" ? Object.values(one.fields) : one.reason));
        expect(back).toEqual(given);
      }),
      { numRuns: 30 },
    );
  });

  it("never makes the reader throw by what its rows contain, and every row is reported", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", "a", "\t") })),
        async (rows) => {
          const read = await recordsIn(folder.write("noise.csv", `${header.join(",")}\n${rows.join("\n")}`));
          const lines = read.map((one) => one.line);
          expect(lines).toEqual(lines.toSorted((left, right) => left - right));
          expect(new Set(lines).size).toBe(lines.length);
        },
      ),
      { numRuns: 50 },
    );
  });
});

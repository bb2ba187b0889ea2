import type { Archive } from "./zip.ts";
import type { XmlHandlers } from "./xml-stream.ts";

/** Number formats that every spreadsheet has and that show dates: ECMA-376 part 1, §18.8.30. */
const isBuiltInDate = (format: number): boolean =>
  (format >= 14 && format <= 22) ||
  (format >= 27 && format <= 36) ||
  (format >= 45 && format <= 47) ||
  (format >= 50 && format <= 58);

type ReadPart = (archive: Archive, name: string, handlers: Partial<XmlHandlers>) => Promise<void>;

/** Of every cell style of a workbook, by its index, whether it shows a date. */
export async function dateStyles(archive: Archive, readPart: ReadPart): Promise<readonly boolean[]> {
  const formats = new Map<number, boolean>();
  const styles: boolean[] = [];
  let isInCellStyles = false;
  await readPart(archive, "xl/styles.xml", {
    open(name, attributes) {
      if (name === "numFmt") formats.set(Number(attributes["numFmtId"]), showsDate(attributes["formatCode"] ?? ""));
      if (name === "cellXfs") isInCellStyles = true;
      if (name !== "xf" || !isInCellStyles) return;
      const format = Number(attributes["numFmtId"] ?? 0);
      styles.push(formats.get(format) ?? isBuiltInDate(format));
    },
    close(name) {
      if (name === "cellXfs") isInCellStyles = false;
    },
  });
  return styles;
}

/** What is in quotes, in brackets or behind a backslash is shown as it is, or is a colour or a locale. */
const showsDate = (code: string): boolean => /[ymdhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ""));

/** A day of a spreadsheet's calendar, which has a 29 February 1900 that never was, as ISO 8601; with a time when it has one. */
export function dateCell(days: number, startsIn1904: boolean): string {
  const epoch = startsIn1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const date = new Date(epoch + Math.round(days * 86_400) * 1000);
  if (Number.isNaN(date.getTime())) return String(days);
  const text = date.toISOString();
  return Number.isInteger(days) ? text.slice(0, 10) : text.slice(0, 19);
}

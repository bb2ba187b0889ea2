/**
 * One field of a CSV record (RFC 4180). Text that a spreadsheet would take for a formula gets a quote in front, since
 * names are written by sellers and buyers.
 */
function field(text: string): string {
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** A record of a CSV file with its line break. */
export const csvRecord = (fields: readonly string[]): string => `${fields.map(field).join(",")}\r\n`;

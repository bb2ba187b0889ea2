/**
 * Says which of two values of a product is the later one. A whole number of up to 15 digits is itself; a time is its
 * microseconds since 1970, and the times that are taken have 16 digits: so every time is later than every whole number.
 */
export type Version = number;

const FIRST_TIME = 1_000_000_000_000_000;
const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:Z|([+-])(\d\d):(\d\d))$/i;

/** A whole number, or a time of RFC 3339 from 2001-09-09T01:46:40Z on with at most six decimals; null: it is neither. */
export function readVersion(text: string): Version | null {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const found = TIME.exec(text);
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number);
  const [offsetHours = 0, offsetMinutes = 0] = found.slice(9, 11).map((part) => Number(part ?? 0));
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  const isReal =
    new Date(local).toISOString() === `${text.slice(0, 10)}T${text.slice(11, 19)}.000Z` &&
    offsetHours < 24 &&
    offsetMinutes < 60;
  const offsetMs = (offsetHours * 60 + offsetMinutes) * 60_000 * (found[8] === "-" ? -1 : 1);
  const version = (local - offsetMs) * 1000 + Number((found[7] ?? "").padEnd(6, "0"));
  return isReal && version >= FIRST_TIME && Number.isSafeInteger(version) ? version : null;
}

/** As `readVersion` takes it: a number, or a time in UTC without needless zeros. */
export function versionView(version: Version): number | string {
  if (version < FIRST_TIME) return version;
  const decimals = String(version % 1_000_000)
    .padStart(6, "0")
    .replace(/0+$/, "");
  const whole = new Date(Math.floor(version / 1_000_000) * 1000).toISOString().slice(0, 19);
  return `${whole}${decimals === "" ? "" : `.${decimals}`}Z`;
}

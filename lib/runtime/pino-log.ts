import pino, { type Logger } from "pino";

/** Fields that must never reach a log, wherever they stand in an entry. */
const SECRET_FIELDS = [
  "token",
  "payment_data",
  "buyer",
  "email",
  "address",
  "name",
  "phone_number",
  "authorization",
  "cookie",
];

export type { Logger };

/** The one log: JSON lines on standard output. Buyer data and payment tokens are left out by name. */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: "[left out]" },
  });
}

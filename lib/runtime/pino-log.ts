import type { Report } from "../purchase/report.ts";
import pino, { type DestinationStream, type Logger } from "pino";
import { errorForLog } from "./pino-error.ts";

/** Fields that must never reach a log, wherever they are in an entry. */
const SECRET_FIELDS = [
  "token",
  "widget_secret",
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

/** The one log: JSON lines on standard output, or at another destination. Buyer data and payment tokens are left out by name. */
export function createLog(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // `err` is what pino calls an error that is logged without a field of its own.
    serializers: { error: errorForLog, err: errorForLog },
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: "[left out]" },
  };
  return pino(options, destination);
}

export const reportsTo =
  (log: Logger) =>
  ({ level, message, fields, error }: Report): void =>
    log[level](error === undefined ? fields : { ...fields, error }, message);

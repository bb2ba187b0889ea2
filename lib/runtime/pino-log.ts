import { currentCall } from "../observe/call-context.ts";
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
    mixin: callFields,
    timestamp: pino.stdTimeFunctions.isoTime,
    // `err` is what pino calls an error that is logged without a field of its own.
    serializers: { error: errorForLog, err: errorForLog },
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: "[left out]" },
  };
  return pino(options, destination);
}

/** Which request or job a line is from, and the session and the attempt that it is about. A line's own fields count more. */
function callFields(): object {
  const call = currentCall();
  if (call === undefined) return {};
  const { requestId, traceId, sessionId, attemptId } = call;
  // `requestId` is the payment provider's in many lines.
  return {
    request: requestId,
    ...(traceId === null ? {} : { traceId }),
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(attemptId === undefined ? {} : { attemptId }),
  };
}

export const reportsTo =
  (log: Logger) =>
  ({ level, message, fields, error }: Report): void =>
    log[level](error === undefined ? fields : { ...fields, error }, message);

import { z } from "zod";

export const RECORDING_FORMAT = "tillswitch-mcp-recording";
/** Raised when a reader of the version before would misread a file. */
export const RECORDING_VERSION = 2;

/** The first line of every file. */
const header = z.object({
  format: z.literal(RECORDING_FORMAT),
  version: z.literal(RECORDING_VERSION),
  /** Digests are comparable within one recording, which one process of the server makes. */
  recording: z.string(),
  /** Position of the file in its recording, from 0. */
  part: z.int(),
});
/** One call: what was posted and what was answered, redacted. `null` where there was no body of JSON. */
const entry = z.object({
  calledAt: z.string(),
  tookMs: z.number(),
  httpMethod: z.string(),
  headers: z.record(z.string(), z.string()),
  message: z.json(),
  status: z.int(),
  answer: z.json(),
  /** Bytes of an answer that was too long to be kept. */
  answerBytes: z.int().optional(),
  /** How many calls before this one were not recorded because the disk did not keep up. */
  dropped: z.int().optional(),
});
export type RecordingHeader = z.infer<typeof header>;
export type RecordingEntry = z.infer<typeof entry>;

/** Reads a file of a recording; a last line that a crash cut off is ignored. */
export function readRecording(
  text: string,
):
  | { readonly kind: "recording"; readonly entries: readonly RecordingEntry[] }
  | { readonly kind: "unreadable"; readonly line: number } {
  const lines = text.split("\n");
  lines.pop();
  const parsed = lines.map(jsonOf);
  if (!header.safeParse(parsed[0]).success) return { kind: "unreadable", line: 1 };
  const read = parsed.slice(1).map((line) => entry.safeParse(line));
  const wrong = read.findIndex((one) => !one.success);
  if (wrong !== -1) return { kind: "unreadable", line: wrong + 2 };
  return { kind: "recording", entries: read.flatMap((one) => (one.success ? [one.data] : [])) };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // JSON has no other way to say that a line is none.
    return undefined;
  }
}

import type { McpLog } from "../mcp/client-log.ts";
import type { RecordingEntry } from "../../wire/mcp/recording.ts";
import { FolderIsOpen, recordingFiles, type FileLimits } from "./recording-files.ts";
import { createRedactor } from "./redact.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** At most 64 MiB. */
const LIMITS: FileLimits & { readonly maxEntryBytes: number; readonly maxWaiting: number } = {
  maxFileBytes: 4 * 1024 * 1024,
  maxFiles: 16,
  maxEntryBytes: 128 * 1024,
  maxWaiting: 100,
};

/** A call on /mcp as it was; `undefined` where there was no body of JSON. */
export type ObservedCall = {
  readonly calledAt: Date;
  readonly tookMs: number;
  readonly httpMethod: string;
  readonly headers: Headers;
  readonly message: unknown;
  readonly status: number;
  readonly answer: unknown;
};

export type Recorder = {
  /** Writes the call some time later. Never throws and never waits: what the disk cannot keep up with is dropped. */
  record(observe: () => Promise<ObservedCall>): void;
  /** Resolves when everything so far is written or dropped. */
  settled(): Promise<void>;
};

export type RecorderOptions = {
  readonly folder: string;
  readonly vocabulary: Vocabulary;
  /** 32 random bytes that are kept nowhere. */
  readonly key: Uint8Array;
  /** Eight hexadecimal digits. */
  readonly recording: string;
  readonly startedAt: Date;
  readonly log: McpLog;
  readonly limits?: Partial<typeof LIMITS>;
};

/** Records calls, redacted, in files of bounded number and size. A disk that fails is logged once. */
export function createRecorder(options: RecorderOptions): Recorder {
  const limits = { ...LIMITS, ...options.limits };
  const redactor = createRedactor(options.key, options.vocabulary);
  const append = recordingFiles(options.folder, options.recording, options.startedAt, limits);
  let waiting = 0;
  let dropped = 0;
  let isFailing = false;
  let last = Promise.resolve();

  async function write(observe: () => Promise<ObservedCall>): Promise<void> {
    try {
      const call = await observe();
      const lost = dropped;
      await append(lineOf(call, lost));
      dropped -= lost;
    } catch (error) {
      dropped += 1;
      if (isFailing) return;
      isFailing = true;
      options.log.error({ error, folder: options.folder }, failureText(error));
    } finally {
      waiting -= 1;
    }
  }

  function lineOf(call: ObservedCall, lost: number): string {
    // The answer first: the products that it names may be shown in the request.
    const answer = redactor.answer(call.answer);
    const whole = {
      calledAt: call.calledAt.toISOString(),
      tookMs: call.tookMs,
      httpMethod: call.httpMethod,
      headers: redactor.headers(call.headers),
      message: redactor.request(call.message),
      status: call.status,
      answer,
      ...(lost === 0 ? {} : { dropped: lost }),
    } satisfies Readonly<Record<keyof Omit<RecordingEntry, "answerBytes" | "dropped">, unknown>>;
    const text = JSON.stringify(whole);
    if (Buffer.byteLength(text) < limits.maxEntryBytes) return `${text}\n`;
    const shortened = { ...whole, answer: null, answerBytes: Buffer.byteLength(JSON.stringify(answer)) };
    const short = JSON.stringify(shortened);
    if (Buffer.byteLength(short) < limits.maxEntryBytes) return `${short}\n`;
    return `${JSON.stringify({ ...shortened, headers: {}, message: null })}\n`;
  }

  return {
    record(observe) {
      if (waiting >= limits.maxWaiting) {
        dropped += 1;
        return;
      }
      waiting += 1;
      last = last.then(() => write(observe));
    },
    settled: () => last,
  };
}

const failureText = (error: unknown) =>
  error instanceof FolderIsOpen
    ? `Calls on /mcp are not recorded. ${error.message}`
    : "calls on /mcp are not recorded: the recording cannot be written";

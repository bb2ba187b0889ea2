import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recordCalls } from "#lib/http/recording/record-calls.ts";
import { createRecorder, type Recorder, type RecorderOptions } from "#lib/http/recording/recorder.ts";
import { RECORDING_VOCABULARY } from "#mcp/recording-vocabulary.ts";
import { collectedLog, type LogLine } from "../test-client.ts";

export type Recording = {
  readonly folder: string;
  readonly recorder: Recorder;
  readonly log: readonly LogLine[];
  /** Everything written so far, file after file. */
  text(): Promise<string>;
  remove(): void;
};

/** A recorder into a folder of its own. */
export function openRecording(changes: Partial<RecorderOptions> = {}): Recording {
  const parent = mkdtempSync(join(tmpdir(), "recording-"));
  const folder = changes.folder ?? join(parent, "calls");
  const log: LogLine[] = [];
  const recorder = createRecorder({
    folder,
    vocabulary: RECORDING_VOCABULARY,
    key: crypto.getRandomValues(new Uint8Array(32)),
    recording: "0123abcd",
    startedAt: new Date("2026-11-28T12:00:00Z"),
    log: collectedLog(log),
    ...changes,
  });
  return {
    folder,
    recorder,
    log,
    async text() {
      await recorder.settled();
      const names = readdirSync(folder).sort();
      return names.map((name) => readFileSync(join(folder, name), "utf8")).join("");
    },
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}

/** What the route does when calls are recorded. */
export const recorded = (fetch: (request: Request) => Promise<Response>, { recorder }: Recording) =>
  recordCalls(fetch, recorder, () => new Date());

import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRedactor } from "#lib/http/recording/redact.ts";
import { replay, type ReplayedCall, type Send } from "#lib/http/recording/replay.ts";
import { shopVocabulary } from "#lib/http/recording/vocabulary.ts";
import { readRecording, type RecordingEntry } from "#lib/wire/mcp/recording.ts";
import { sentenceOfError, Stop } from "./control-client.ts";
import { readOptions, wrongUse } from "./command/options.ts";
import { reportFailure } from "./command/failure.ts";

const HELP = `Plays a recording of RECORD_MCP against a running server and shows what it answers differently.

  npm run replay -- --file calls/mcp-20261128T120000-0123abcd-0000.jsonl

  --file FILE    a file of a recording; several times, in order, for several files of one recording
  --url ADDRESS  the server; http://127.0.0.1:3000 without it, or the port in PORT
  --json         a line of JSON for each call and one at the end
  --help         this text

What was redacted is filled with made-up data: it buys at the sandbox bank, so use a server with PAYMENT_PROVIDER=sandbox.
Exit code: 0 when all answers are the same, 1 when some differ, 2 when nothing could be played.
`;
const WRONG_USAGE = 2;

try {
  const values = readOptions(HELP, {
    file: { type: "string", multiple: true, default: [] },
    url: { type: "string", default: `http://127.0.0.1:${process.env["PORT"] ?? "3000"}` },
    json: { type: "boolean", default: false },
  });
  if (values.file.length === 0) wrongUse("--file: which recording?");
  process.exitCode = await play(values.file.flatMap(entriesOf), values.url, values.json);
} catch (error) {
  reportFailure(sentenceOfError(error));
  process.exitCode = WRONG_USAGE;
}

function entriesOf(file: string): readonly RecordingEntry[] {
  const read = readRecording(readFileSync(file, "utf8"));
  if (read.kind === "recording") return read.entries;
  throw new Stop(`${file} is not a recording of version 1: line ${read.line} cannot be read.`);
}

/** Returns the exit code. */
async function play(entries: readonly RecordingEntry[], url: string, json: boolean): Promise<number> {
  const counts = { same: 0, different: 0, skipped: 0 };
  for await (const call of replay(entries, sendTo(url), createRedactor(randomBytes(32), shopVocabulary([])))) {
    counts[call.kind] += 1;
    process.stdout.write(json ? `${JSON.stringify(call)}\n` : textOf(call));
  }
  const { same, different, skipped } = counts;
  process.stdout.write(
    json ? `${JSON.stringify(counts)}\n` : `\n${same} the same, ${different} different, ${skipped} skipped\n`,
  );
  return different === 0 ? 0 : 1;
}

function sendTo(url: string): Send {
  const address = `${url.replace(/\/+$/, "").replace(/\/mcp$/, "")}/mcp`;
  if (!URL.canParse(address)) throw new Stop(`--url must be a web address, not "${url}".`);
  return async ({ method, headers, body }) => {
    try {
      // Bytes, because fetch adds a media type to text.
      const init = { method, headers, ...(body === null ? {} : { body: new TextEncoder().encode(body) }) };
      const response = await fetch(address, init);
      return { status: response.status, text: await response.text() };
    } catch (error) {
      throw new Stop(`No server answers at ${address}. Start one with npm start, or name another with --url.`, {
        cause: error,
      });
    }
  };
}

function textOf(call: ReplayedCall): string {
  const lines = [`${String(call.position).padStart(4)}  ${call.what}  ${call.kind}`];
  if (call.kind === "different")
    for (const { path, recorded, replayed } of call.differences)
      lines.push(`      ${path}: recorded ${shown(recorded)}, replayed ${shown(replayed)}`);
  return `${lines.join("\n")}\n`;
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value).slice(0, 200);
}

import { existsSync } from "node:fs";
import { problemLines, readConfig } from "#lib/config/config.ts";
import { controlSocketIn } from "#lib/operator/control-socket.ts";
import type { Runtime } from "#lib/runtime/runtime.ts";
import { askServer, sentenceOfError, Stop } from "./control-client.ts";
import { root } from "./install.mjs";
import { reportFailure } from "./command/failure.ts";

/**
 * Does something for the operator: in the server that has the embedded database, else here, on the database of the
 * settings. `onLine` gets every line. Sets the process's exit code: 1 when it could not be done.
 */
export async function runForOperator<Line>(
  verb: string,
  body: unknown,
  here: (runtime: Runtime, onLine: (line: unknown) => Promise<void>) => Promise<void>,
  onLine: (line: Line) => void,
): Promise<void> {
  try {
    const read = readConfig(process.env, root);
    if (read.kind === "invalid") throw new Stop(`Wrong settings:\n${problemLines(read.problems)}`);
    const { databaseUrl, dataDir } = read.config;
    if (databaseUrl === null && existsSync(controlSocketIn(dataDir)) && (await asked(dataDir))) return;
    // The shop is hundreds of modules, which a command that a server answers does without.
    const { openRuntime } = await import("#lib/runtime/runtime.ts");
    const runtime = await openRuntime({ LOG_LEVEL: "error", ...process.env }, root, { serves: false });
    try {
      await here(runtime, async (line) => onLine(line as Line));
    } finally {
      await runtime.stop();
    }
  } catch (error) {
    reportFailure(sentenceOfError(error));
    process.exitCode = 1;
  }

  /** False when the socket was left behind by a server that is gone. */
  async function asked(folder: string): Promise<boolean> {
    try {
      await askServer(folder, verb, body, onLine, new AbortController().signal);
      return true;
    } catch (error) {
      if (error instanceof Stop && /ECONNREFUSED/.test(error.message)) return false;
      throw error;
    }
  }
}

/** What a command says of a line, and whether that is what was asked for. */
export type Sentence = { readonly isDone: boolean; readonly text: string };

/** As {@link runForOperator}, and prints each line by {@link printLine}. */
export async function runAndSay<Line>(
  verb: string,
  request: unknown,
  here: (runtime: Runtime, onLine: (line: unknown) => Promise<void>) => Promise<void>,
  { say, isJson }: { readonly say: (line: Line) => Sentence; readonly isJson: boolean },
): Promise<void> {
  await runForOperator<Line>(verb, request, here, (line) => {
    printLine(line, say(line), isJson);
  });
}

/**
 * Prints a line: in a sentence, or with `isJson` as one line of JSON. Where it was not done, the exit code is 1 and the sentence
 * is on standard error, with `isJson` too.
 */
export function printLine(line: unknown, { isDone, text }: Sentence, isJson: boolean): void {
  if (!isDone) process.exitCode = 1;
  if (isJson) process.stdout.write(`${JSON.stringify(line)}\n`);
  if (!isDone) process.stderr.write(`${text}\n`);
  else if (!isJson) process.stdout.write(`${text}\n`);
}

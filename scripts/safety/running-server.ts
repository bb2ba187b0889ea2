import { existsSync } from "node:fs";
import { controlSocketIn } from "#lib/operator/control-socket.ts";
import { askServer, sentenceOfError } from "../control-client.ts";

/** How long a server on this machine may take to say how it is. */
export const ASK_WITHIN_MS = 2000;

/** The server that uses a data folder, as a check asks it. */
export type RunningServer = {
  /** What it answers to a request; null where none runs, or it cannot be read. */
  linesOf<Line>(verb: string, request: object): Promise<readonly Line[] | null>;
  /** True once it has answered a request. */
  answers(): boolean;
  /** Why the first request that failed did, in a sentence that says what to do; null while none has. */
  unread(): string | null;
};

export function runningServer(dataDir: string): RunningServer {
  let reason: string | null = null;
  let hasAnswered = false;
  return {
    async linesOf<Line>(verb: string, request: object) {
      if (!existsSync(controlSocketIn(dataDir))) return null;
      const lines: Line[] = [];
      const signal = AbortSignal.timeout(ASK_WITHIN_MS);
      try {
        await askServer<Line>(dataDir, verb, request, (line) => void lines.push(line), signal);
      } catch (error) {
        if (!isNobodyThere(error)) reason ??= signal.aborted ? LATE : sentenceOfError(error);
        return null;
      }
      hasAnswered ||= !signal.aborted;
      if (!signal.aborted) return lines;
      reason ??= LATE;
      return null;
    },
    answers: () => hasAnswered,
    unread: () => reason,
  };
}

const LATE = `The server did not answer within ${ASK_WITHIN_MS / 1000} seconds. Try again.`;

/** True where nobody listens, at a port or at a socket that a killed server left behind. */
export const isNobodyThere = (error: unknown): boolean =>
  error instanceof Error &&
  error.cause instanceof Error &&
  "code" in error.cause &&
  error.cause.code === "ECONNREFUSED";

import { request, type IncomingMessage } from "node:http";
import { createInterface } from "node:readline";
import { CONTROL_VERSION, CONTROL_VERSION_HEADER, controlSocketIn } from "#lib/operator/control-socket.ts";

/** Ends a script with a sentence for the operator. */
export class Stop extends Error {}

/** The sentence of whatever ended a script. */
export const sentenceOfError = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Asks the server that has the data folder to do something, and passes on what it answers, line by line. Throws `Stop`
 * when there is no server, it is of another version, or it refuses. Ended by `signal`, it returns.
 */
export async function askServer<Line>(
  folder: string,
  verb: string,
  body: unknown,
  onLine: (line: Line) => void,
  signal: AbortSignal,
): Promise<void> {
  const response = await answerOf(folder, verb, body, signal);
  if (response.headers[CONTROL_VERSION_HEADER] !== CONTROL_VERSION)
    throw new Stop(
      `The server that uses ${folder} is of another version than this script. Restart it, then try again.`,
    );
  if (response.statusCode !== 200) {
    let reason = "";
    for await (const chunk of response) reason += String(chunk);
    throw new Stop(`The server refused: ${reason === "" ? String(response.statusCode) : reason}.`);
  }
  try {
    for await (const line of createInterface({ input: response })) onLine(JSON.parse(line) as Line);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function answerOf(folder: string, verb: string, body: unknown, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((answered, failed) => {
    const call = request(
      {
        socketPath: controlSocketIn(folder),
        path: `/${verb}`,
        method: "POST",
        headers: { "content-type": "application/json", [CONTROL_VERSION_HEADER]: CONTROL_VERSION },
        signal,
      },
      answered,
    );
    call.once("error", (error) =>
      failed(
        new Stop(
          signal.aborted
            ? "Stopped."
            : `${folder} is in use, but its server does not answer (${error.message}). Is it just starting or stopping? Try again.`,
          { cause: error },
        ),
      ),
    );
    call.end(JSON.stringify(body));
  });
}

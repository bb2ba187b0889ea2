import { readText } from "../http-edge.ts";
import type { Recorder } from "./recorder.ts";

/**
 * Answers as `answer` does and has the recorder write the call afterwards, from copies of both bodies. The copy of a
 * request is read no further than the limit that the edge has.
 */
export function recordCalls(
  answer: (request: Request) => Promise<Response>,
  recorder: Recorder,
  now: () => Date,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const calledAt = now();
    const copy = request.clone();
    const response = await answer(request);
    const answerCopy = response.clone();
    const tookMs = now().getTime() - calledAt.getTime();
    recorder.record(async () => {
      const sent = await readText(copy);
      return {
        calledAt,
        tookMs,
        httpMethod: copy.method,
        headers: copy.headers,
        message: sent === "too_large" ? undefined : jsonOf(sent.body),
        status: answerCopy.status,
        answer: jsonOf(await answerCopy.text()),
      };
    });
    return response;
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is not JSON is not recorded, and JSON has no other way to say that it is none.
    return undefined;
  }
}

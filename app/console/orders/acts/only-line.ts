import type { Emit } from "#lib/operator/control-socket.ts";

/** The answer of an operator's verb that emits one line. */
export async function onlyLine<Line>(run: (emit: Emit) => Promise<void>): Promise<Line> {
  const lines: Line[] = [];
  await run(async (line) => void lines.push(line as Line));
  const [line] = lines;
  if (line === undefined) throw new Error("a verb of the operator's ended without an answer");
  return line;
}

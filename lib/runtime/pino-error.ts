/** An error as a log may contain it. */
export type LoggedError = { readonly kind: string; readonly message: string; readonly frames: readonly string[] };

const MAX_FRAMES = 12;

/**
 * The log's serializer of errors: `log.error({ error }, "…")` writes this. A database error's own message repeats the statement's parameters, which
 * hold names and addresses; its cause's does not. So the innermost cause gives the message, and of the stack
 * only the places are kept.
 */
export function errorForLog(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { kind: typeof error, message: "not an Error", frames: [] };
  let innermost = error;
  for (let depth = 0; depth < 5 && innermost.cause instanceof Error; depth += 1) innermost = innermost.cause;
  const frames = (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MAX_FRAMES)
    .map((line) => line.trim());
  return { kind: error.name, message: innermost.message || codeOf(innermost), frames };
}

/** `ECONNREFUSED` of a host that answered at none of its addresses: such an error has no words of its own. */
const codeOf = (error: Error) => ("code" in error ? String(error.code) : "");

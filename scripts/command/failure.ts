/**
 * Says in a sentence why a command could not do what it was asked for, or not all of it: on standard error, and to programs,
 * which asked for JSON, as `{"error": …}` in a line on standard output too. Not beside an answer's own line that says it.
 */
export function reportFailure(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  if (isForPrograms(process.argv.slice(2))) process.stdout.write(`${JSON.stringify({ error: sentence })}\n`);
}

/** Looked up in the words themselves, because the options may be what is wrong. */
const isForPrograms = (words: readonly string[]): boolean =>
  words.includes("--json") ||
  words.some((word, index) => word === "--format=json" || (word === "--format" && words[index + 1] === "json"));

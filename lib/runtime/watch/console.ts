import type { Logger } from "../pino-log.ts";

const METHODS = { error: "error", warn: "warn", info: "info", log: "info", debug: "debug", trace: "debug" } as const;
const MAX_LENGTH = 300;
/** What free text may contain that no log may: e-mail addresses, links and keys of ours, tokens, long numbers. */
const PERSONAL =
  /[^\s@<>"']+@[^\s@<>"']+\.[a-z]{2,}|\b(?:co|cs|or|wid|tok|spt|sk|rk|pk|whsec|Bearer)[_ ][\w.:-]{6,}|\+?\d[\d ()-]{7,}\d/gi;
/** Next's marks and colours. */
// oxlint-disable-next-line no-control-regex
const ORNAMENT = /\u001B\[[0-9;]*m|^[\s✓⨯⚠○▲➜-]+/gu;

/**
 * Makes lines of the log of what others write to the console, Next's errors above all, so that the output is JSON alone and
 * has the request's id. An error is written as the log writes errors; of text the first line is kept, without what may
 * be a person's. Returns what undoes it.
 */
export function logConsole(log: Logger, target: Console = console): () => void {
  const before = { ...target };
  for (const [method, level] of Object.entries(METHODS))
    Object.assign(target, {
      [method]: (...written: readonly unknown[]) => {
        const error = written.find((one) => one instanceof Error);
        const text = written.filter((one) => typeof one === "string").join(" ");
        const line = harmless(text);
        if (line === "" && error === undefined) return;
        log[level](
          { source: "console", ...(error === undefined ? {} : { error }), ...(line === "" ? {} : { text: line }) },
          "written to the console",
        );
      },
    });
  return () => void Object.assign(target, before);
}

function harmless(text: string): string {
  const [first = ""] = text.replace(ORNAMENT, "").trim().split("\n", 1);
  return first.replace(ORNAMENT, "").replace(PERSONAL, "[left out]").slice(0, MAX_LENGTH);
}

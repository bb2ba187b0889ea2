import { parseArgs, type ParseArgsConfig } from "node:util";
import { likelySpellings } from "#lib/catalog/search/spelling.ts";
import { reportFailure } from "./failure.ts";

type OptionsConfig = NonNullable<ParseArgsConfig["options"]>;
type Values<Options extends OptionsConfig> = ReturnType<typeof parseArgs<{ options: Options }>>["values"];

/** Wrong use; what could not be done ends with 1. */
const WRONG_USE = 2;

/**
 * A command's options, by name. `--help` prints `help` and ends with 0. An option that there is not, one without its
 * value, and a word that belongs to none end with 2 and one line that names the nearest right option.
 */
export function readOptions<const Options extends OptionsConfig>(help: string, options: Options): Values<Options> {
  process.stdout.on("error", outliveReader);
  const args = process.argv.slice(2);
  const problem = problemIn(args, { ...options, help: { type: "boolean" } });
  if (problem === "help") {
    process.stdout.write(help);
    process.exit(0);
  }
  if (problem !== null) wrongUse(problem);
  return parseArgs({ args, options }).values;
}

/** Whoever reads the output may stop early, as `head` does: what was asked for is done all the same, and nothing more is said. */
function outliveReader(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

/** Ends the command with 2 and one line: which option, and what is expected of it. */
export function wrongUse(sentence: string): never {
  reportFailure(`${sentence} --help lists the options.`);
  process.exit(WRONG_USE);
}

/** What is wrong with the arguments of a command, in a sentence; null when nothing is, "help" when that is asked for. */
export function problemIn(args: readonly string[], options: OptionsConfig): string | null {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const problems = tokens.map((token) => {
    if (token.kind === "positional") return `"${token.value}": a word that belongs to no option.`;
    if (token.kind === "option-terminator") return null;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) return `${token.rawName}: there is no such option.${suggestion(token.name, options)}`;
    if (option.type === "boolean")
      return token.value === undefined ? null : `--${token.name}: takes no value, not even "${token.value}".`;
    // What begins with a hyphen is more likely the next option; after "=" it may stand.
    const isMissing = token.value === undefined || (!token.inlineValue && token.value.startsWith("--"));
    return isMissing ? `--${token.name}: its value is missing.` : null;
  });
  if (tokens.some((token) => token.kind === "option" && token.name === "help")) return "help";
  return problems.find((problem) => problem !== null) ?? null;
}

function suggestion(name: string, options: OptionsConfig): string {
  const names = Object.keys(options);
  const [likely] = likelySpellings(name, names);
  const nearest = likely ?? names.find((one) => one.startsWith(name) || name.startsWith(one));
  return nearest === undefined ? "" : ` Did you mean --${nearest}?`;
}

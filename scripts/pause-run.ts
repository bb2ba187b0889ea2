import { pause, PAUSE_VERB, type PauseLine, type PauseRequest } from "#lib/operator/pauses.ts";
import { runForOperator } from "./operator-run.ts";

const print = (text: string) => void process.stdout.write(`${text}\n`);

/**
 * Asks the server, or does it here, and prints the state of instant after that. `request` is null when the options do
 * not make clear what is wanted: then it prints `help` and fails, unless `--help` was given.
 */
export async function runPauseCommand(
  request: PauseRequest | null,
  options: { readonly help: boolean; readonly merchant?: string | undefined },
  help: string,
): Promise<void> {
  if (options.merchant !== undefined && !options.help) {
    process.exitCode = 1;
    return print("--merchant is not accepted: name the seller with --seller ID. Nothing was changed.");
  }
  if (request === null) {
    if (!options.help) process.exitCode = 1;
    return print(help);
  }
  await runForOperator<PauseLine>(PAUSE_VERB, request, (runtime, emit) => pause(runtime, request, emit), show);
}

function show(line: PauseLine): void {
  switch (line.type) {
    case "unknown_seller":
      return print(`Warning: the catalogue contains no product of seller "${line.sellerId}".`);
    case "turned":
      return print(
        `The kill switch is ${line.isOn ? "on" : "off"} for ${line.sellerId ?? "all sellers"}. It applies from the next request.`,
      );
    case "breaker_closed":
      if (!line.wasOpen) process.exitCode = 1;
      return print(
        line.wasOpen
          ? `The breaker of ${line.sellerId} is closed.`
          : `The breaker of ${line.sellerId} was not open, or changed at this very moment.`,
      );
    case "state":
      list(
        "Kill switch",
        line.switches.map(
          (one) =>
            `${one.isOn ? "ON " : "off"} ${one.sellerId ?? "all sellers"}, since ${time(one.occurredAt)}: ${one.why}`,
        ),
      );
      list(
        "Breakers",
        line.breakers.map(
          (one) => `${one.state} ${one.sellerId}, since ${time(one.occurredAt)}: ${one.reason} (${one.note})`,
        ),
      );
      return print(`Flags: ${line.flags}`);
  }
}

function list(title: string, lines: readonly string[]): void {
  print(lines.length === 0 ? `${title}: never used.` : `${title}:\n${lines.map((line) => `  ${line}`).join("\n")}`);
}

/** Over the control socket a date comes as its text. */
const time = (now: Date | string): string => (typeof now === "string" ? now : now.toISOString());

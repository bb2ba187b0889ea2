import { pause, PAUSE_VERB, type PauseLine, type PauseRequest } from "#lib/operator/pauses.ts";
import { runForOperator } from "./operator-run.ts";

export const say = (text: string) => void process.stdout.write(`${text}\n`);

/** Asks the server, or does it here, and says how instant stands after that. */
export async function runPause(request: PauseRequest): Promise<void> {
  await runForOperator<PauseLine>(PAUSE_VERB, request, (runtime, tell) => pause(runtime, request, tell), show);
}

function show(line: PauseLine): void {
  switch (line.type) {
    case "unknown_seller":
      return say(`Mind: the catalogue holds nothing of a seller "${line.merchantId}".`);
    case "turned":
      return say(
        `The kill switch is ${line.isOn ? "on" : "off"} for ${line.merchantId ?? "all sellers"}. It holds at the next request.`,
      );
    case "breaker_closed":
      if (!line.wasOpen) process.exitCode = 1;
      return say(
        line.wasOpen
          ? `The breaker of ${line.merchantId} is closed.`
          : `The breaker of ${line.merchantId} was not open, or changed at this very moment.`,
      );
    case "state":
      list(
        "Kill switch",
        line.switches.map(
          (one) => `${one.isOn ? "ON " : "off"} ${one.merchantId ?? "all sellers"}, since ${time(one.at)}: ${one.why}`,
        ),
      );
      list(
        "Breakers",
        line.breakers.map(
          (one) => `${one.state} ${one.merchantId}, since ${time(one.at)}: ${one.reason} (${one.note})`,
        ),
      );
      return say(`Flags: ${line.flags}`);
  }
}

function list(title: string, lines: readonly string[]): void {
  say(lines.length === 0 ? `${title}: never used.` : `${title}:\n${lines.map((line) => `  ${line}`).join("\n")}`);
}

/** Over the control socket a date comes as its text. */
const time = (at: Date | string): string => (typeof at === "string" ? at : at.toISOString());

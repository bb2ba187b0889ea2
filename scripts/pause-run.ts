import { pause, PAUSE_VERB, type PauseLine, type PauseRequest } from "#lib/operator/pauses.ts";
import { runForOperator } from "./operator-run.ts";

export const say = (text: string) => void process.stdout.write(`${text}\n`);

/** Asks the server, or does it here, and says how instant stands after that. */
export async function runPause(request: PauseRequest): Promise<void> {
  await runForOperator<PauseLine>(PAUSE_VERB, request, (runtime, emit) => pause(runtime, request, emit), show);
}

function show(line: PauseLine): void {
  switch (line.type) {
    case "unknown_seller":
      return say(`Mind: the catalogue holds nothing of a seller "${line.sellerId}".`);
    case "turned":
      return say(
        `The kill switch is ${line.isOn ? "on" : "off"} for ${line.sellerId ?? "all sellers"}. It holds at the next request.`,
      );
    case "breaker_closed":
      if (!line.wasOpen) process.exitCode = 1;
      return say(
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
      return say(`Flags: ${line.flags}`);
  }
}

function list(title: string, lines: readonly string[]): void {
  say(lines.length === 0 ? `${title}: never used.` : `${title}:\n${lines.map((line) => `  ${line}`).join("\n")}`);
}

/** Over the control socket a date comes as its text. */
const time = (now: Date | string): string => (typeof now === "string" ? now : now.toISOString());

import { pause, PAUSE_VERB, type PauseLine, type PauseRequest } from "#lib/operator/pauses.ts";
import type { Emit } from "#lib/operator/control-socket.ts";
import type { Runtime } from "#lib/runtime/runtime.ts";
import { wrongUse } from "./command/options.ts";
import { runAndSay, type Sentence } from "./operator-run.ts";

const MAX_REASON = 200;

/** The reason that is stored; ends the command where there is none. */
export function reasonOf(why: string | undefined): string {
  const reason = why?.trim() ?? "";
  if (reason === "") wrongUse("--why: say why; it is stored with the time.");
  if (reason.length > MAX_REASON) wrongUse(`--why: at most ${MAX_REASON} characters.`);
  return reason;
}

/** A seller's id as it was given; ends the command where it is empty, because that would be every seller. */
export function sellerNamed(seller: string): string {
  return seller === "" ? wrongUse("--seller: its value is empty.") : seller;
}

/** The option's former name, which changes nothing instead of something else. */
export function refuseMerchant(merchant: string | undefined): void {
  if (merchant !== undefined)
    wrongUse("--merchant is not accepted: name the seller with --seller ID. Nothing was changed.");
}

/** Asks the server, or does it here, and prints the state of instant after that. */
export async function runPauseCommand(request: PauseRequest, isJson: boolean): Promise<void> {
  const here = (runtime: Runtime, emit: Emit) => pause(runtime, request, emit);
  await runAndSay<PauseLine>(PAUSE_VERB, request, here, { say, isJson });
}

const nameOf = ({ sellerId }: { readonly sellerId: string | null }) => sellerId ?? "all sellers";

const done = (text: string): Sentence => ({ isDone: true, text });

function say(line: PauseLine): Sentence {
  switch (line.type) {
    case "unknown_seller":
      return done(`Warning: the catalogue contains no product of seller "${line.sellerId}".`);
    case "turned":
      return done(
        `The kill switch is ${line.isOn ? "on" : "off"} for ${nameOf(line)}. It applies from the next request.`,
      );
    case "breaker_closed": {
      const whose = `The breaker of ${nameOf(line)}`;
      return line.wasOpen
        ? done(`${whose} is closed.`)
        : { isDone: false, text: `${whose} was not open, or changed at this very moment.` };
    }
    case "state": {
      const switches = line.switches.map(
        (one) => `${one.isOn ? "ON " : "off"} ${nameOf(one)}, since ${time(one.occurredAt)}: ${one.why}`,
      );
      const breakers = line.breakers.map(
        (one) => `${one.state} ${nameOf(one)}, since ${time(one.occurredAt)}: ${one.reason} (${one.note})`,
      );
      return done([listed("Kill switch", switches), listed("Breakers", breakers), `Flags: ${line.flags}`].join("\n"));
    }
  }
}

const listed = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? `${title}: never used.` : `${title}:\n${lines.map((line) => `  ${line}`).join("\n")}`;

/** Over the control socket a date comes as its text. */
const time = (now: Date | string): string => (typeof now === "string" ? now : now.toISOString());

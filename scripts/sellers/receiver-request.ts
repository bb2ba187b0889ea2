import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { SellerReceiversRequest } from "#lib/operator/sellers/receivers.ts";
import { RECEIVER_EVENTS } from "#lib/sellers/receiver.ts";
import { receiverSecret } from "#lib/wire/sellers/receiver-view.ts";
import { wrongUse } from "../command/options.ts";
import { reasonOf } from "../pause-run.ts";

export const RECEIVER_ACTS = [
  "receivers",
  "new-receiver",
  "rotate-receiver",
  "pause-receiver",
  "resume-receiver",
  "remove-receiver",
  "test-receiver",
] as const;
export type ReceiverAct = (typeof RECEIVER_ACTS)[number];
export const isReceiverAct = (act: string): act is ReceiverAct => RECEIVER_ACTS.some((one) => one === act);

export type ReceiverOptions = {
  readonly url?: string | undefined;
  readonly events?: string | undefined;
  readonly "secret-from"?: string | undefined;
  readonly why?: string | undefined;
  readonly "dry-run": boolean;
};

/** What options about a receiver ask for; `id` is the seller's, or the receiver's. Ends with a message when they are wrong. */
export function receiverRequestOf(act: ReceiverAct, id: string, values: ReceiverOptions): SellerReceiversRequest {
  const { url, events, why, "dry-run": isDryRun } = values;
  const file = values["secret-from"];
  const isNew = act === "new-receiver";
  if (!isNew && (url !== undefined || events !== undefined)) wrongUse("--url and --events: with --new-receiver only.");
  if (file !== undefined && !isNew && act !== "rotate-receiver")
    wrongUse("--secret-from: with --new-receiver or --rotate-receiver only.");
  switch (act) {
    case "receivers":
      return { do: "list", seller: id };
    case "test-receiver":
      return { do: "test", receiver: id };
    case "new-receiver": {
      const address = url ?? wrongUse("--url: where are the events sent?");
      if (!/^https?:\/\/\S+$/.test(address))
        wrongUse("--url: must be an address such as https://erp.example.com/events.");
      const asked = { seller: id, url: address, secret: secretIn(file), ...eventsOf(events) };
      return { do: "add", ...asked, why: reasonOf(why), isDryRun };
    }
    case "rotate-receiver":
      return { do: "rotate", receiver: id, secret: secretIn(file), why: reasonOf(why), isDryRun };
    case "pause-receiver":
      return { do: "pause", receiver: id, why: reasonOf(why), isDryRun };
    case "resume-receiver":
      return { do: "resume", receiver: id, why: reasonOf(why), isDryRun };
    case "remove-receiver":
      return { do: "remove", receiver: id, why: reasonOf(why), isDryRun };
  }
}

function eventsOf(text: string | undefined) {
  if (text === undefined) return {};
  const events = text.split(",").map((name) => {
    const event = RECEIVER_EVENTS.find((one) => one === name.trim());
    return event ?? wrongUse(`--events: must be some of ${RECEIVER_EVENTS.join(", ")}, with commas between.`);
  });
  return { events };
}

/** A secret comes from a file, because other users of the machine can read what a command was called with. */
function secretIn(file: string | undefined): string | null {
  if (file === undefined) return null;
  const here = process.env["INIT_CWD"] ?? process.cwd();
  try {
    const read = receiverSecret.safeParse(readFileSync(resolve(here, file), "utf8").trim());
    if (read.success) return read.data;
  } catch (error) {
    wrongUse(`--secret-from ${file}: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return wrongUse(`--secret-from ${file}: must have 24 to 200 letters, digits or punctuation marks, and no spaces.`);
}

import type { ControlVerb } from "../control-socket.ts";

/** Each keeps the id of every row of its file in memory. */
const MAX_IMPORTS_AT_ONCE = 4;

/** Wraps verbs that change the whole catalogue, or copy it. */
export type AtOnce = {
  /** Runs beside others that share, of which there are `MAX_IMPORTS_AT_ONCE`, and beside none that is alone. */
  readonly shared: (verb: ControlVerb) => ControlVerb;
  /** Runs beside none of them. */
  readonly alone: (verb: ControlVerb) => ControlVerb;
};

/**
 * Imports run side by side, so that one seller's long feed keeps nobody else's waiting; a roll-back and a backup run alone. What
 * imports write is in turns (`inTurns`), so that buyers wait for one batch however many there are.
 */
export function atOnce(): AtOnce {
  const running = { shared: 0, alone: 0 };
  const wrap =
    (kind: keyof typeof running, isFree: () => boolean) =>
    (verb: ControlVerb): ControlVerb => ({
      ...verb,
      begin(body) {
        const work = verb.begin(body);
        if (typeof work === "string") return work;
        if (!isFree()) return "busy";
        running[kind] += 1;
        return (emit, left) =>
          work(emit, left).finally(() => {
            running[kind] -= 1;
          });
      },
    });
  return {
    shared: wrap("shared", () => running.alone === 0 && running.shared < MAX_IMPORTS_AT_ONCE),
    alone: wrap("alone", () => running.alone + running.shared === 0),
  };
}

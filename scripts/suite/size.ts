/** True in `npm run prove`, where every proof has its whole size. */
export const isWhole = process.env["TILLSWITCH_PROOF"] === "whole";

/** Which part `npm test` proves of what is large; vitest.config.ts sets it. */
export const turn = Number(process.env["TILLSWITCH_TURN"] ?? "0");

/** The one of a list whose turn it is; `further` takes one that comes later, so that several lists are not in step. */
export function inTurn<One>(list: readonly [One, ...One[]], further = 0): One {
  return list[(turn + further) % list.length] ?? list[0];
}

/** True of one in `parts` numbers, whose turn it is. */
export const isInTurn = (number: number, parts: number): boolean => (number + turn) % parts === 0;

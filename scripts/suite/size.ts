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

const [part = 1, parts = 1] = (process.env["TILLSWITCH_PART"] ?? "1/1").split("/").map(Number);

/** Of the cases of a long proof, those of the part that is named: `TILLSWITCH_PART=2/4`. All of them unless one is. */
export const ofPart = <One>(cases: readonly One[]): readonly One[] =>
  cases.filter((_, index) => index % parts === part - 1);

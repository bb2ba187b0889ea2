import type { SellerId } from "#lib/ids.ts";

/** The command that ends one stop of instant: a kill switch that is on, or a breaker that is open, of a seller or, for null, of all. */
export function resumeCommand(stop: "switch" | "breaker", seller: SellerId | null): string {
  return stop === "switch"
    ? `npm run kill -- --off${ofSeller(seller, "")} --why "the bank is back"`
    : `npm run breaker -- --close${ofSeller(seller, " --all")} --why "the bank was asked"`;
}

const ofSeller = (seller: SellerId | null, all: string): string =>
  seller === null ? all : ` --seller${shellValue(seller)}`;

/** An option's value as one word: a feed's ids may have spaces, whatever a shell would act on, and hyphens as an option has. */
const shellValue = (text: string): string =>
  /^\w[\w./:@-]*$/.test(text) ? ` ${text}` : `='${text.replaceAll("'", String.raw`'\''`)}'`;

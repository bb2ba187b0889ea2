import type { SellerId } from "#lib/ids.ts";

/** What is stopped: one seller, or all for null. */
type Stopped = { readonly sellerId: SellerId | null };

/** The command that lets instant go on after the first of what stopped it: a kill switch, else a breaker. Null: nothing did. */
export function resumeCommand([on]: readonly Stopped[], [paused]: readonly Stopped[]): string | null {
  if (on !== undefined) return `npm run kill -- --off${ofSeller(on, "")} --why "the bank is back"`;
  if (paused !== undefined) return `npm run breaker -- --close${ofSeller(paused, " --all")} --why "the bank was asked"`;
  return null;
}

const ofSeller = ({ sellerId }: Stopped, all: string): string =>
  sellerId === null ? all : ` --seller${shellValue(sellerId)}`;

/** An option's value as one word: a feed's ids may have spaces, whatever a shell would act on, and hyphens as an option has. */
const shellValue = (text: string): string =>
  /^\w[\w./:@-]*$/.test(text) ? ` ${text}` : `='${text.replaceAll("'", String.raw`'\''`)}'`;

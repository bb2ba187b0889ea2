import { found, type Risk, type RiskFacts, type UnreadPage } from "./risk.ts";

type Case = readonly [setting: string, what: string, why: string];

const missing = (todo: string) => `risks of the server that runs here may be missing from this list; ${todo}`;

/** What each says, the setting that mends it, and why it matters, with what to do. */
const CASES: Readonly<Record<UnreadPage["reason"], Case>> = {
  silent: [
    "PORT",
    "nothing answers at ADDRESS, and a server uses DATA_DIR",
    missing("give this command the PORT and HOST that the server was started with"),
  ],
  late: [
    "PORT",
    "ADDRESS was not answered in time",
    missing("try again; where it stays so, read the server's log and restart it"),
  ],
  foreign: [
    "PORT",
    "another program answers at ADDRESS",
    missing("give this command the server's PORT; where it is this one, end the other program"),
  ],
  occupied: [
    "PORT",
    "another program, or the server of another shop, answers at ADDRESS",
    "no server of this shop was found, so risks of one may be missing from this list; give this command the server's PORT, or end the other program: a start at this address fails",
  ],
  hidden: [
    "METRICS_KEY",
    "the server does not show ADDRESS to this command",
    missing("give this command the METRICS_KEY that the server was started with"),
  ],
  broken: ["PORT", "ADDRESS could not be read to its end, or failed", missing("read the server's log, and try again")],
};

/** What is missing from the list of risks because it could not be asked for. */
export const unreadRisks = ({ unreadPages }: RiskFacts): readonly Risk[] =>
  found(
    unreadPages.map(({ address, reason }) => {
      const [setting, what, why] = CASES[reason];
      return [true, "warning", setting, what.replace("ADDRESS", address), why];
    }),
  );

/** True where a server, or its pages, could not be read: then no risk found means little. */
export const isUnread = ({ unreadPages, unreadServer }: Pick<RiskFacts, "unreadPages" | "unreadServer">): boolean =>
  unreadPages.length > 0 || unreadServer !== null;

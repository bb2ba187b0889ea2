import { found, type Risk, type RiskFacts, type UnreadPage } from "./risk.ts";

/** What each says, the setting that mends it, and what to do. */
const CASES: Readonly<Record<UnreadPage["reason"], readonly [setting: string, what: string, todo: string]>> = {
  silent: [
    "PORT",
    "nothing answers at ADDRESS, and a server uses DATA_DIR",
    "give this command the PORT and HOST that the server was started with",
  ],
  late: [
    "PORT",
    "ADDRESS was not answered in time",
    "try again; where it stays so, read the server's log and restart it",
  ],
  foreign: [
    "PORT",
    "another program answers at ADDRESS",
    "give this command the server's PORT; where it is this one, end the other program, or a start fails",
  ],
  hidden: [
    "METRICS_KEY",
    "the server does not show ADDRESS to this command",
    "give this command the METRICS_KEY that the server was started with",
  ],
  broken: ["PORT", "ADDRESS could not be read to its end, or failed", "read the server's log, and try again"],
};

/** What is missing from the list of risks because it could not be asked for. */
export const unreadRisks = ({ unreadPages }: RiskFacts): readonly Risk[] =>
  found(
    unreadPages.map(({ address, reason }) => {
      const [setting, what, todo] = CASES[reason];
      const why = `risks of the server that runs here may be missing from this list; ${todo}`;
      return [true, "warning", setting, what.replace("ADDRESS", address), why];
    }),
  );

/** True where a server, or its pages, could not be read: then no risk found means little. */
export const isUnread = ({ unreadPages, unreadServer }: Pick<RiskFacts, "unreadPages" | "unreadServer">): boolean =>
  unreadPages.length > 0 || unreadServer !== null;

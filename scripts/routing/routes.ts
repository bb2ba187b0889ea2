import { MAX_ROUTE_DAYS, ROUTES_VERB, routesOf, routesRequest, type RoutesLine } from "#lib/operator/routing/routes.ts";
import { MAX_SELLER_ID } from "#lib/ids.ts";
import { notSince, sinceOf } from "../safety/since.ts";
import { readOptions, wrongUse } from "../command/options.ts";
import { runForOperator } from "../operator-run.ts";
import { noSuchSeller } from "../sellers/seller-lines.ts";
import { routesText } from "./routes-text.ts";
import { reportFailure } from "../command/failure.ts";

const HELP = `Shows why purchases took their route: by reason, with what to do about each, and over time.

  npm run routes                                    all sellers, the last seven days
  npm run routes -- --seller fernweh --since 24h    hour by hour up to 48 hours, else day by day
  npm run routes -- --seller fernweh --since 2026-11-01 --until 2026-11-08
  npm run -s routes -- --seller fernweh --json

  --seller ID       of this seller; a cart of several sellers counts at the one whose line came first
  --since WHEN      a day or a time (UTC where it names no offset), or so long ago, as in 24h or 30d; 7d unless given
  --until WHEN      before this day or time, at most ${MAX_ROUTE_DAYS} days after --since; now unless given
  --json            as one line of JSON, for programs
  --help            this text

A purchase counts once, by the last decision that named a route. docs/routing.md has every reason.
`;

const values = readOptions(HELP, {
  seller: { type: "string" },
  since: { type: "string", default: "7d" },
  until: { type: "string" },
  json: { type: "boolean", default: false },
});
const since = sinceOf(values.since);
if (since === null) wrongUse(notSince(values.since));
const until = values.until === undefined ? new Date() : sinceOf(values.until);
if (until === null) wrongUse(notSince(values.until ?? "").replace("--since", "--until"));
if (values.seller === "") wrongUse("--seller: its value is empty.");
const request = routesRequest.safeParse({
  seller: values.seller ?? null,
  since: since.toISOString(),
  until: until.toISOString(),
});
if (!request.success)
  wrongUse(
    (values.seller ?? "").length > MAX_SELLER_ID
      ? `--seller: at most ${MAX_SELLER_ID} characters.`
      : `--since and --until: the second comes after the first, by at most ${MAX_ROUTE_DAYS} days.`,
  );

await runForOperator<RoutesLine>(
  ROUTES_VERB,
  request.data,
  async ({ operator }, emit) => emit(await routesOf(operator, request.data)),
  (line) => {
    if (line.type === "routes")
      return void process.stdout.write(values.json ? `${JSON.stringify(line.routes)}\n` : routesText(line.routes));
    process.exitCode = 1;
    reportFailure(`--seller: ${noSuchSeller(line)}`);
  },
);

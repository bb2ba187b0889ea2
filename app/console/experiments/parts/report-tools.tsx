import type { AskedDays } from "#lib/experiment/report/range.ts";
import { SHARED_DAYS } from "#lib/operator/console/report-links.ts";
import { DEFAULT_LOCALE } from "#lib/wire/accept-language.ts";
import { formatTime } from "../../../components/dates.ts";

/** A link that was just made, with its whole address. */
export type MadeLink = { readonly address: string; readonly endsAt: Date };

/** What else there is of a report, for those who are in the console. */
export function ReportTools({
  address,
  phase,
  days,
  made,
  canShare,
}: {
  /** Of the page, without what is asked. */
  readonly address: string;
  /** Null before anybody was in the experiment. */
  readonly phase: string | null;
  readonly days: AskedDays;
  readonly made: MadeLink | null;
  readonly canShare: boolean;
}) {
  const asked = Object.entries({ phase, ...days }).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  const query = asked.length === 0 ? "" : `?${new URLSearchParams(asked)}`;
  return (
    <div className="not-printed flex flex-col gap-4">
      <p className="flex flex-wrap gap-x-5 gap-y-1 text-caption">
        <a className="link" href={`${address}/report.json${query}`}>
          Everything as JSON
        </a>
        <a className="link" href={`${address}/figures.csv${query}`}>
          The counts as CSV
        </a>
      </p>
      {made !== null ? (
        <Made {...made} />
      ) : canShare && phase !== null ? (
        <Share address={address} asked={asked} />
      ) : null}
    </div>
  );
}

function Share({ address, asked }: { readonly address: string; readonly asked: readonly (readonly string[])[] }) {
  return (
    <form id="share" method="post" action={`${address}/share`} className="flex flex-wrap items-end gap-3 text-caption">
      {asked.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label className="flex flex-col gap-1">
        A link for others works for
        <select name="days" defaultValue={SHARED_DAYS.usual} className="input">
          {[1, 7, SHARED_DAYS.usual, 30, SHARED_DAYS.most].map((days) => (
            <option key={days} value={days}>
              {days === 1 ? "1 day" : `${days} days`}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button button-quiet">
        Make a link
      </button>
    </form>
  );
}

function Made({ address, endsAt }: MadeLink) {
  return (
    <div id="share" className="flex max-w-[68ch] flex-col gap-1 text-caption">
      <label htmlFor="shared-link" className="font-medium">
        Link to this report
      </label>
      <input id="shared-link" readOnly value={address} className="input" aria-describedby="shared-until" />
      <p id="shared-until" className="text-muted">
        Whoever has it can read the report on this phase and these days, and nothing else, until{" "}
        {formatTime(endsAt, DEFAULT_LOCALE)}. Another CONSOLE_KEY ends it before.
      </p>
    </div>
  );
}

/** In the place of the tools, for whoever came by a link. */
export function SharedUntil({ endsAt }: Pick<MadeLink, "endsAt">) {
  return <p className="text-caption text-muted">Shared to read, until {formatTime(endsAt, DEFAULT_LOCALE)}.</p>;
}

import { formatDayInUtc, formatTime } from "../dates.ts";

type Style = "day" | "time";

/**
 * A moment in Coordinated Universal Time, which it names; with JavaScript `public/buyers-clock.js` writes it by the
 * buyer's own clock. React leaves what it finds there as it is.
 */
export function Moment({
  moment,
  style,
  locale,
}: {
  readonly moment: Date;
  readonly style: Style;
  readonly locale: string;
}) {
  return (
    <time dateTime={moment.toISOString()} data-clock={style} suppressHydrationWarning>
      {style === "day" ? formatDayInUtc(moment, locale) : formatTime(moment, locale)}
    </time>
  );
}

/** Takes the place of the day while the sentence is written, so that the day can be an element inside it. */
const PLACE = "\u0000";

/** A sentence of a text table with a day in it. */
export function WithDay({
  text,
  day,
  locale,
}: {
  readonly text: (day: string) => string;
  readonly day: Date;
  readonly locale: string;
}) {
  const [before = "", after = ""] = text(PLACE).split(PLACE);
  return (
    <>
      {before}
      <Moment moment={day} style="day" locale={locale} />
      {after}
    </>
  );
}

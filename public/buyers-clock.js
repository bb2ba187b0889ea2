// Writes the moments of an order by the clock of whoever reads it, and shows what only works with JavaScript. Without it
// the page names Coordinated Universal Time, which is right as well.
const STYLES = {
  day: { weekday: "short", day: "numeric", month: "short" },
  time: { year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short" },
};
// No line ends inside a day or a time of day, as app/components/dates.ts has it.
const onOneLine = (text) => text.replaceAll(/\s/gu, "\u00A0").replaceAll(/(?<=[年月日])/gu, "\u2060");
const TIME_OF_DAY = ["hour", "minute", "dayPeriod"];
const written = (format, style, moment) =>
  style === "day"
    ? onOneLine(format.format(moment))
    : format
        .formatToParts(moment)
        .map(({ type, value }, index, parts) =>
          type === "literal" && TIME_OF_DAY.includes(parts[index - 1]?.type) ? onOneLine(value) : value,
        )
        .join("");
for (const time of document.querySelectorAll("time[data-clock]")) {
  const locale = time.closest("[lang]")?.lang;
  const style = time.dataset.clock;
  time.textContent = written(new Intl.DateTimeFormat(locale, STYLES[style]), style, new Date(time.dateTime));
}
for (const button of document.querySelectorAll("button[data-prints]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

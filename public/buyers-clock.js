// Writes the moments of an order by the clock of whoever reads it, and shows what only works with JavaScript. Without it
// the page names Coordinated Universal Time, which is right as well.
const STYLES = {
  day: { weekday: "short", day: "numeric", month: "short" },
  time: { year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short" },
};
for (const time of document.querySelectorAll("time[data-clock]")) {
  const locale = time.closest("[lang]")?.lang;
  time.textContent = new Intl.DateTimeFormat(locale, STYLES[time.dataset.clock]).format(new Date(time.dateTime));
}
for (const button of document.querySelectorAll("button[data-prints]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

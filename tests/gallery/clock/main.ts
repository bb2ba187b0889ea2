/**
 * Loaded into a shop's process before anything of the shop, this is its clock: it stood at CLOCK_START (ISO 8601) when the
 * process began, and goes on from there as fast as any. SIGUSR2 puts it two days forward, after which checkouts have expired.
 */
const TWO_DAYS_MS = 2 * 24 * 60 * 60_000;
const System = Date;
let ahead = System.parse(process.env["CLOCK_START"] ?? "") - System.now();
if (Number.isNaN(ahead)) throw new Error("CLOCK_START is no moment");
process.on("SIGUSR2", () => (ahead += TWO_DAYS_MS));

const now = () => System.now() + ahead;
globalThis.Date = new Proxy(System, {
  construct: (target, args, made) =>
    args.length === 0
      ? new target(now())
      : (Reflect.construct(target, args, made === globalThis.Date ? target : made) as Date),
  apply: () => new System(now()).toString(),
  get: (target, name): unknown => (name === "now" ? now : Reflect.get(target, name)),
});

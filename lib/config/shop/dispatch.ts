import { z } from "zod";
import type { Dispatch } from "../../checkout/delivery/conditions.ts";

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

const timeZone = z.string().refine((zone) => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    // Intl's one way to say that a zone is unknown is to throw.
    return false;
  }
}, "a time zone is named as in the IANA database, such as Europe/Berlin");

/** When parcels leave: time zone, cut-off, working days and the seller's holidays. */
export const dispatch = z
  .strictObject({
    time_zone: timeZone,
    cut_off: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time is written like 14:00")
      .nullable()
      .default(null),
    working_days: z.array(z.enum(WEEKDAYS)).min(1).default(["mon", "tue", "wed", "thu", "fri"]),
    holidays: z.array(z.iso.date()).default([]),
  })
  .transform((said): Dispatch => ({
    timeZone: said.time_zone,
    cutOff: said.cut_off === null ? null : Number(said.cut_off.slice(0, 2)) * 60 + Number(said.cut_off.slice(3)),
    workingDays: new Set(said.working_days.map((day) => WEEKDAYS.indexOf(day))),
    holidays: new Set(said.holidays),
  }));

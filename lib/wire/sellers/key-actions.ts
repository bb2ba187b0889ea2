import { z } from "zod";
import { ORDER_ACTIONS } from "../../sellers/key.ts";

/** What a key is to allow, as the settings, the API and `npm run sellers` read it: one action or more. */
export const keyActions = z
  .array(z.enum(ORDER_ACTIONS, { error: `must be one of ${ORDER_ACTIONS.join(", ")}` }))
  .min(1, "must list at least one action");

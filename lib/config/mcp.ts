import { z } from "zod";
import { HOST_DIALECTS } from "../wire/host-session.ts";
import { oneOf } from "./setting.ts";

/** How the session for `requestCheckout` is spelled. */
export const mcpSettings = z
  .object({ HOST_DIALECT: oneOf(HOST_DIALECTS).default("full") })
  .transform((settings) => ({ hostDialect: settings.HOST_DIALECT }));

import { z } from "zod";
import { bearerKey } from "./setting.ts";

/**
 * CONSOLE_KEY opens the console. Without it the console is open to whom DEVELOPER_PAGES lets in with the sandbox bank,
 * where nothing is real, and is not served with any other payment provider.
 */
export const consoleSettings = z
  .object({ CONSOLE_KEY: bearerKey().optional() })
  .transform((settings) => settings.CONSOLE_KEY ?? null);

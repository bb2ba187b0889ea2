import { isMarkedLoopback } from "#lib/http/loopback.ts";
import type { Runtime } from "#lib/runtime/runtime.ts";

let isLogged = false;

/**
 * Whether this request may see what shows the installation (DEVELOPER_PAGES). The first refusal is logged, because the
 * page is then not found and says no reason. `read` reads the headers, and only where they matter.
 */
export async function showsDeveloperPages(
  { config, log }: Pick<Runtime, "config" | "log">,
  read: () => Pick<Headers, "get"> | Promise<Pick<Headers, "get">>,
): Promise<boolean> {
  const { developerPages } = config;
  if (developerPages !== "loopback") return developerPages === "everyone";
  const isOpen = isMarkedLoopback(await read());
  if (!isOpen && !isLogged) {
    isLogged = true;
    log.info("a page for developers was asked for from elsewhere and not shown; DEVELOPER_PAGES says who may see it");
  }
  return isOpen;
}

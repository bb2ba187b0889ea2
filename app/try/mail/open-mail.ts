import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { isMarkedLoopback } from "#lib/http/loopback.ts";
import { runtime, type Runtime } from "#lib/runtime/runtime.ts";
import { showsDeveloperPages } from "../../request/developer-pages.ts";

/**
 * The shop of messages that are kept as files. They have addresses of whoever tries the shop and links to their orders, so they
 * are shown on this machine alone, also where DEVELOPER_PAGES opens the other pages to everyone. With real money there are none.
 */
export async function openMailForTest(): Promise<Runtime> {
  const opened = await runtime();
  const isLocal = isMarkedLoopback(await headers());
  if (opened.config.payment.mode === "live" || !isLocal || !(await showsDeveloperPages(opened, headers))) notFound();
  return opened;
}

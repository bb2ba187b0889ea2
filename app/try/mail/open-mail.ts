import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { runtime, type Runtime } from "#lib/runtime/runtime.ts";
import { showsDeveloperPages } from "../../request/developer-pages.ts";

/** The shop of messages that are kept as files: where real money is taken there are none, nor for others than developers. */
export async function openMailForTest(): Promise<Runtime> {
  const opened = await runtime();
  if (opened.config.payment.mode === "live" || !(await showsDeveloperPages(opened, headers))) notFound();
  return opened;
}

import { headers } from "next/headers";
import { runtime } from "#lib/runtime/runtime.ts";
import { showsDeveloperPages } from "./request/developer-pages.ts";
import { readerLocale } from "./request/reader-locale.ts";
import { StartPage } from "./start-page.tsx";

export const dynamic = "force-dynamic";

export default async function Page() {
  const opened = await runtime();
  const isForDevelopers = opened.config.payment.mode === "test" && (await showsDeveloperPages(opened, headers));
  return <StartPage opened={opened} locale={await readerLocale()} isForDevelopers={isForDevelopers} />;
}

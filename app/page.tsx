import { runtime } from "#lib/runtime/runtime.ts";
import { readerLocale } from "./request/reader-locale.ts";
import { StartPage } from "./start-page.tsx";

export const dynamic = "force-dynamic";

export default async function Page() {
  return <StartPage opened={await runtime()} locale={await readerLocale()} />;
}

import type { Metadata } from "next";
import { sellerId } from "#lib/ids.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { MessagePage } from "../../../components/message-page.tsx";
import { TEXTS } from "../../texts.ts";

export const dynamic = "force-dynamic";

export const metadata: Metadata = { title: { absolute: TEXTS.title }, robots: { index: false, follow: false } };

/** Where the payment provider sends a seller back to. It proves nothing and shows nothing of anybody: the account is read again. */
export default async function ReturnPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ seller: string }>;
  readonly searchParams: Promise<{ token?: string | string[] }>;
}) {
  const { operator, log } = await runtime();
  const { seller } = await params;
  const { token } = await searchParams;
  await operator
    .returnFromOnboarding({ id: sellerId(seller.slice(0, 200)), token: typeof token === "string" ? token : "" })
    .catch((error: unknown) => log.error({ error }, "a seller's account cannot be read"));
  return (
    <MessagePage title={TEXTS.title} locale="en">
      <p>{TEXTS.read}</p>
      <p>{TEXTS.close}</p>
    </MessagePage>
  );
}

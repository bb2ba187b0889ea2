import { openMailForTest } from "../../open-mail.ts";

export const dynamic = "force-dynamic";

/** A kept message's HTML, for the frame on its page. It loads and runs nothing, as in a mail client. */
export async function GET(_request: Request, { params }: { params: Promise<{ name: string }> }): Promise<Response> {
  const { mailFolder } = await openMailForTest();
  const message = await mailFolder.read((await params).name);
  if (message === null) return new Response("There is no such message.", { status: 404 });
  return new Response(message.html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    },
  });
}

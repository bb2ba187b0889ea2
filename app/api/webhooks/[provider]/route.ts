import { runtime } from "#lib/runtime/runtime.ts";

export const dynamic = "force-dynamic";

const MAX_BODY_BYTES = 256 * 1024;

/** A payment service's webhook: the raw bytes are verified before anything reads them. 400 forged, 404 not our service, 413 too long. */
export async function POST(request: Request, { params }: { params: Promise<{ provider: string }> }): Promise<Response> {
  const { provider } = await params;
  const body = await bodyOf(request);
  if (body === null) return Response.json({ error: "the body is too long" }, { status: 413 });
  const received = await (await runtime()).paymentEvents.receiveWebhook({ provider, body, headers: request.headers });
  if (received.kind === "no_such_provider")
    return Response.json({ error: `no payment provider "${provider.slice(0, 40)}" is in use` }, { status: 404 });
  if (received.kind === "forged") return Response.json({ error: "signature mismatch" }, { status: 400 });
  return new Response(received.acknowledgement.body, {
    status: received.acknowledgement.status,
    headers: { "content-type": "application/json" },
  });
}

async function bodyOf(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

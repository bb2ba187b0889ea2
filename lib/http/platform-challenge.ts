/**
 * The token by which the platform checks that this domain is the merchant's, and nothing else in the body; 404 without
 * one. https://developers.openai.com/plugins/deploy/submission
 */
export function challengeAnswer(token: string | null): Response {
  if (token === null) return new Response(null, { status: 404 });
  return new Response(token, {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}

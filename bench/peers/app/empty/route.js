export const dynamic = "force-dynamic";

export function POST() {
  return new Response("{}", { headers: { "content-type": "application/json" } });
}

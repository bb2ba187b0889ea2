import { securityTxt } from "#lib/http/security-txt.ts";
import { runtime } from "#lib/runtime/runtime.ts";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const { config } = await runtime();
  return securityTxt(config.securityContact, config.publicUrl, new Date());
}

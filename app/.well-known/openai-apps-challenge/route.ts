import { challengeAnswer } from "#lib/http/platform-challenge.ts";
import { runtime } from "#lib/runtime/runtime.ts";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  return challengeAnswer((await runtime()).config.openaiAppsChallenge);
}

import { answerPicture } from "#lib/pictures/answer-picture.ts";
import { runtime } from "#lib/runtime/runtime.ts";

export const dynamic = "force-dynamic";

/** A product's picture from our own origin, in one of our sizes; Next answers HEAD from it too. */
export async function GET(request: Request): Promise<Response> {
  return answerPicture((await runtime()).pictures, request);
}

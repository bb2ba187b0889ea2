import { leadTo } from "../../../../request/posted-form.ts";
import { answerPreview } from "./answer-preview.ts";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ readonly link: string }> };

export async function POST(request: Request, { params }: Context): Promise<Response> {
  return answerPreview(request, (await params).link);
}

/** For who opens the address by hand: the page that asks it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return leadTo(request, `/checkout/${encodeURIComponent((await params).link)}`);
}

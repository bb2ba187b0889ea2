import { leadTo } from "../../../../request/posted-form.ts";
import { answerStep } from "../answer-step.ts";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ readonly link: string; readonly step: string }> };

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { link, step } = await params;
  return answerStep(request, link, step);
}

/** For who reloads or keeps a form's address: the page that the form is on. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return leadTo(request, `/checkout/${encodeURIComponent((await params).link)}`);
}

import { runtime } from "#lib/runtime/runtime.ts";
import { localeOfRequest } from "#lib/http/reader-locale.ts";
import type { CheckoutSession } from "#lib/checkout/session.ts";
import { formStorefront, typingStorefront } from "../../../request/form-storefront.ts";
import { readCheckoutLink } from "../../../request/link-part.ts";
import { leadTo, readPostedForm, refusal } from "../../../request/posted-form.ts";
import { cookieHeader } from "../../../request/request-cookies.ts";
import { checkoutTexts } from "../../texts/checkout-texts.ts";
import { STEP } from "../step.ts";
import { ANSWER_SECONDS, answerReference, sealAnswer } from "./answer-cookie.ts";
import { ANSWER_PARAMETER, answerCookieName, PROBLEMS } from "./answer-names.ts";
import { forgetDetails, giveDetails } from "./details.ts";
import { changeItems, order } from "./order.ts";
import { changeOrder, continueToPayment, payAnotherWay, payOnServicePage } from "./payment.ts";
import type { Step, StepResult } from "./step-call.ts";
import { payByWallet } from "./wallet.ts";

/**
 * The forms of a checkout's pages, by the last part of their addresses. Addresses and the names of fields stay: a page that
 * another release rendered posts to them.
 */
const STEPS: ReadonlyMap<string, Step> = new Map([
  ["details", giveDetails],
  ["forget", forgetDetails],
  ["order", order],
  ["wallet", payByWallet],
  ["items", changeItems],
  ["continue", continueToPayment],
  ["change", changeOrder],
  ["another-way", payAnotherWay],
  ["service-page", payOnServicePage],
]);

/** Does what a form of a checkout asks for and leads to the page that shows what came of it. */
export async function answerStep(request: Request, part: string, name: string): Promise<Response> {
  const posted = await readPostedForm(request);
  if (posted.kind === "refused") return posted.response;
  const link = readCheckoutLink(part);
  if (link === null) return refusal(request, 404);
  const opened = await runtime();
  const storefront = formStorefront(opened, request, link);
  const state = await storefront.checkOrder({ link });
  if (state === null) return refusal(request, 404);
  const { session } = state;
  const step = STEPS.get(name);
  // A form of another release: its page shows what there is now.
  if (step === undefined) return leadTo(request, `/checkout/${link}`);
  const cookies: string[] = [];
  const locale = localeOfRequest((name) => request.headers.get(name));
  const result = await step({
    form: posted.form,
    session,
    storefront,
    details: storefront.shownDetails(session),
    texts: checkoutTexts(locale),
    locale,
    typing: () => {
      const typing = typingStorefront(opened, request, link);
      cookies.push(typing.cookie);
      return typing.storefront;
    },
  });
  if (result.kind === "missing") return refusal(request, 404);
  const isHttps = opened.config.publicUrl.startsWith("https:");
  const { location, sealed } = pageOf(result, session, name === "service-page");
  cookies.push(
    cookieHeader(answerCookieName(isHttps), sealed ?? "", {
      path: `/checkout/${link}`,
      maxAge: sealed === null ? 0 : ANSWER_SECONDS,
      isHttps,
      sameSite: "Lax",
    }),
  );
  return leadTo(request, location, cookies);
}

function pageOf(
  result: Exclude<StepResult, { kind: "missing" }>,
  { link }: CheckoutSession,
  isPaying: boolean,
): { readonly location: string; readonly sealed: string | null } {
  const at = (path: string, query: Readonly<Record<string, string>>, heading: string | undefined) => {
    const asked = new URLSearchParams(query).toString();
    return `/checkout/${link}${path}${asked === "" ? "" : `?${asked}`}${heading === undefined ? "" : `#${heading}`}`;
  };
  if (result.kind === "left") return { location: result.location, sealed: null };
  if (result.kind === "shown") return { location: at("", result.query ?? {}, result.heading), sealed: null };
  const sealed = sealAnswer(result.answer, result.session, new Date());
  const query = { ...result.query, [ANSWER_PARAMETER]: answerReference(sealed) };
  const heading = result.answer.kind === "refused" ? PROBLEMS : STEP;
  return { location: at(isPaying ? "/pay" : "", query, heading), sealed };
}

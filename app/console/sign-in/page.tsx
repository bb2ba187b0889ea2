import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { runtime } from "#lib/runtime/runtime.ts";
import { DEFAULT_LOCALE } from "#lib/wire/accept-language.ts";
import { PageFrame } from "../../components/page-frame.tsx";
import { askedInAddress, textIn, type AddressQuery } from "../asked.ts";
import { consoleAccess } from "./access.ts";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Sign in to the console", robots: { index: false, follow: false } };

/** Asks for the console's key. A plain form, which needs no JavaScript. */
export default async function SignInPage({ searchParams }: { readonly searchParams: Promise<AddressQuery> }) {
  const opened = await runtime();
  const access = await consoleAccess(opened);
  if (access.kind === "absent") notFound();
  if (access.kind === "open" || access.kind === "entered") redirect("/console");
  const problem = problemText(textIn(askedInAddress(await searchParams), "problem"));
  return (
    <PageFrame locale={DEFAULT_LOCALE} isTest={opened.config.payment.mode === "test"} isEnglishOnly>
      <form
        method="post"
        action="/console/sign-in/enter"
        className="card mx-auto flex max-w-md flex-col gap-5 p-5 sm:p-6"
      >
        <h1 className="text-title">Console</h1>
        <div className="flex flex-col gap-1.5">
          <label htmlFor="key" className="text-caption font-medium">
            Key
          </label>
          <input
            id="key"
            name="key"
            type="password"
            required
            autoComplete="current-password"
            className="input"
            aria-describedby={problem === null ? "key-hint" : "key-problem key-hint"}
            {...(problem === null ? {} : { "aria-invalid": true })}
          />
          <p id="key-hint" className="text-caption text-muted">
            The server&rsquo;s <code className="font-mono">CONSOLE_KEY</code>.
          </p>
          {problem === null ? null : (
            <p id="key-problem" role="alert" className="text-caption font-medium text-danger">
              {problem}
            </p>
          )}
        </div>
        <button type="submit" className="button self-start">
          Sign in
        </button>
      </form>
    </PageFrame>
  );
}

function problemText(problem: string): string | null {
  if (problem === "key") return "That is not the key.";
  return problem === "wait" ? "Too many wrong keys were tried. Wait a minute, then try again." : null;
}

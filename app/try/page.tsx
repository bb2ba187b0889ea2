import { randomBytes } from "node:crypto";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { runtime, type Runtime } from "#lib/runtime/runtime.ts";
import { showsDeveloperPages } from "../request/developer-pages.ts";
import { MessagePage } from "../components/message-page.tsx";
import { readChoices, type Query } from "./host/choices.ts";
import { readReturn } from "./host/host-session.ts";
import { StandIn } from "./stand-in.tsx";
import "./theme.css";

export const dynamic = "force-dynamic";

/** Where real money is taken there is nothing to try, nor for others than developers; asked before the title as well. */
async function openForTest(): Promise<Runtime> {
  const opened = await runtime();
  if (opened.config.payment.mode === "live" || !(await showsDeveloperPages(opened, headers))) notFound();
  return opened;
}

export async function generateMetadata(): Promise<Metadata> {
  await openForTest();
  return {
    title: "Try it in a stand-in for ChatGPT",
    description: "Buy something both ways in a stand-in for ChatGPT. It is not ChatGPT, and no money moves.",
    robots: { index: false },
  };
}

/** The stand-in, once the shop behind it has something to sell. */
export default async function TryPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const { readiness, bank } = await openForTest();
  const { ready, checks } = await readiness();
  if (!ready || checks["products"] === "0")
    return (
      <MessagePage title="There is nothing to try yet">
        <p>
          {ready
            ? "The catalogue is empty. Load a product feed with `npm run feed:import -- --file <feed>`, or start without CATALOG_FEED to get the demo's."
            : `The shop is not ready: ${checks["database"] ?? "the database does not answer"}.`}
        </p>
        <a className="link" href="/try">
          Try again
        </a>
      </MessagePage>
    );
  const query = await searchParams;
  const returned = readReturn(query);
  return (
    <>
      <noscript>
        <p className="px-4 py-3">The stand-in needs JavaScript. The shop’s own checkout pages work without it.</p>
      </noscript>
      <StandIn
        initial={readChoices(query)}
        returned={returned}
        chance={returned?.chance ?? randomBytes(9).toString("hex")}
        products={Number(checks["products"])}
        hasSandboxBank={bank !== null}
      />
    </>
  );
}

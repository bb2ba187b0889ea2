import type { Metadata } from "next";
import { ConsoleFrame } from "./console-frame.tsx";
import { enterConsole } from "./sign-in/access.ts";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Console", robots: { index: false, follow: false } };

/** What the console has. */
export default async function ConsolePage() {
  const { opened, isOpenToAll } = await enterConsole();
  return (
    <ConsoleFrame title={null} isOpenToAll={isOpenToAll} isTest={opened.config.payment.mode === "test"}>
      <h1 className="text-heading">Console</h1>
      <ul className="grid gap-4 sm:grid-cols-2">
        <li className="card flex flex-col gap-2 p-5">
          <h2 className="text-title">
            <a href="/console/experiments/checkout-route" className="link">
              Instant against external
            </a>
          </h2>
          <p className="text-muted">
            What the way to pay does to conversion, revenue and declines, and what may be concluded from it.
          </p>
        </li>
        <li className="card flex flex-col gap-2 p-5">
          <h2 className="text-title">
            <a href="/console/disputes" className="link">
              Disputes
            </a>
          </h2>
          <p className="text-muted">
            Disputes, fraud warnings and reviews that are open, and until when a bank waits for an answer.
          </p>
        </li>
        {isOpenToAll ? null : (
          <li className="card flex flex-col gap-2 p-5">
            <h2 className="text-title">
              <a href="/console/sessions" className="link">
                Sessions
              </a>
            </h2>
            <p className="text-muted">Every browser that is signed in here, since when, and the way to end it.</p>
          </li>
        )}
      </ul>
    </ConsoleFrame>
  );
}

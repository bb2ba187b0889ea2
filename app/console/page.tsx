import type { Metadata } from "next";
import { Switches } from "../start/cockpit.tsx";
import { ConsoleFrame } from "./console-frame.tsx";
import { enterConsole } from "./sign-in/access.ts";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Console", robots: { index: false, follow: false } };

const PAGES = [
  [
    "/console/orders",
    "Orders",
    "What was paid to whom and by which route, how far each order is, and one order by its number.",
  ],
  [
    "/console/routes",
    "Routes",
    "Why purchases took their route, of one seller or of all, over time, and what to do about it.",
  ],
  [
    "/console/sellers",
    "Sellers",
    "Who sells here, in which state each is, what keeps them from being paid, and their orders.",
  ],
  [
    "/console/experiments/checkout-route",
    "Instant against external",
    "What the way to pay does to conversion, revenue and declines, and what may be concluded from it.",
  ],
  [
    "/console/disputes",
    "Disputes",
    "Disputes, fraud warnings and reviews that are open, and until when a bank waits for an answer.",
  ],
  ["/console/sessions", "Sessions", "Every browser that is signed in here, since when, and the way to end it."],
] as const;

/** What the console has; where nobody signs in there are no sessions. */
export default async function ConsolePage() {
  const { opened, isOpenToAll } = await enterConsole();
  const pages = PAGES.filter(([path]) => !isOpenToAll || path !== "/console/sessions");
  return (
    <ConsoleFrame title={null} isOpenToAll={isOpenToAll} isTest={opened.config.payment.mode === "test"}>
      <h1 className="text-heading">Console</h1>
      <Switches opened={opened} level="h2" />
      <ul className="grid gap-4 sm:grid-cols-2">
        {pages.map(([path, title, what]) => (
          <li key={path} className="card flex flex-col gap-2 p-5">
            <h2 className="text-title">
              <a href={path} className="link">
                {title}
              </a>
            </h2>
            <p className="text-muted">{what}</p>
          </li>
        ))}
      </ul>
    </ConsoleFrame>
  );
}

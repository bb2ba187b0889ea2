import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { namesOfSellers } from "../../experiments/seller-names.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { DEFAULT_LOCALE } from "#lib/wire/accept-language.ts";
import { Notice } from "../../../components/notice.tsx";
import { PageFrame } from "../../../components/page-frame.tsx";
import { SharedUntil } from "../../experiments/parts/report-tools.tsx";
import { ReportView } from "../../experiments/report-view.tsx";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Instant against external", robots: { index: false, follow: false } };

/** One phase's report for whoever has its link (docs/decisions/0072). It leads to no page of the console. */
export default async function SharedReportPage({ params }: { readonly params: Promise<{ readonly token: string }> }) {
  const opened = await runtime();
  const { token } = await params;
  const shared = opened.consoleSignIn?.sharedReport(token) ?? { kind: "unknown" };
  if (shared.kind === "unknown") notFound();
  const answer =
    shared.kind === "open"
      ? await opened.experimentReports.experimentReport({
          key: shared.experiment,
          phase: shared.phase,
          days: shared.shownDays,
        })
      : null;
  if (answer?.kind === "not_found") notFound();
  const sellers = await namesOfSellers(opened, answer?.report ?? null);
  return (
    <PageFrame isTest={opened.config.payment.mode === "test"} locale={DEFAULT_LOCALE} linksHome={false} isEnglishOnly>
      {answer === null || shared.kind !== "open" ? (
        <Notice tone="neutral" title="This link has ended">
          Whoever gave it to you can make another one.
        </Notice>
      ) : (
        <ReportView
          report={answer.report}
          phases={answer.phase === null ? [] : [answer.phase]}
          phase={answer.phase}
          sellers={sellers}
          notes={opened.experimentNotes}
          tools={<SharedUntil endsAt={shared.endsAt} />}
        />
      )}
    </PageFrame>
  );
}

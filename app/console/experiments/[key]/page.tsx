import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NO_DAYS, readDays } from "#lib/experiment/report/range.ts";
import type { Runtime } from "#lib/runtime/runtime.ts";
import { ConsoleFrame } from "../../console-frame.tsx";
import { enterConsole } from "../../sign-in/access.ts";
import { CALCULATOR_FIELDS, calculate, prefilled, type CalculatorTexts } from "../parts/calculator-form.ts";
import { CalculatorPart } from "../parts/calculator-part.tsx";
import { ReportTools, type MadeLink } from "../parts/report-tools.tsx";
import { ReportView } from "../report-view.tsx";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Instant against external", robots: { index: false, follow: false } };

type Search = Readonly<Record<string, string | string[] | undefined>>;

/** The report on an experiment, and how long the next one would take. */
export default async function ExperimentPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ readonly key: string }>;
  readonly searchParams: Promise<Search>;
}) {
  const { opened, isOpenToAll } = await enterConsole();
  const { key } = await params;
  const search = await searchParams;
  const days = readDays(textIn(search, "from"), textIn(search, "to"));
  const answer = await opened.experimentReports.experimentReport({
    key,
    phase: textIn(search, "phase"),
    days: days ?? NO_DAYS,
  });
  if (answer.kind === "not_found") notFound();
  const { report, phases, phase } = answer;
  const sellers = new Map((await opened.operator.sellers()).map(({ sellerId, name }) => [String(sellerId), name]));
  const address = `/console/experiments/${report.experiment}`;
  const texts = calculatorTexts(search, prefilled(report));
  return (
    <ConsoleFrame
      title="Instant against external"
      isOpenToAll={isOpenToAll}
      isTest={opened.config.payment.mode === "test"}
    >
      <ReportView
        report={report}
        phases={phases}
        phase={phase}
        sellers={sellers}
        notes={opened.experimentNotes}
        question={{ address, days: days ?? "wrong" }}
        tools={
          <ReportTools
            address={address}
            phase={phase?.phase ?? null}
            days={days ?? NO_DAYS}
            made={madeLink(opened, textIn(search, "shared", 1000))}
            canShare={opened.consoleSignIn !== null}
          />
        }
      />
      <CalculatorPart
        texts={texts}
        calculation={calculate(texts)}
        address={address}
        phase={phase?.phase ?? null}
        days={days ?? NO_DAYS}
        isAsked={CALCULATOR_FIELDS.some((field) => search[field] !== undefined)}
      />
    </ConsoleFrame>
  );
}

const textIn = (search: Search, name: string, length = 200): string | null => {
  const value = search[name];
  return typeof value === "string" ? value.slice(0, length) : null;
};

/** The link that the form has led back with; no other text is shown as one. */
function madeLink({ config, consoleSignIn }: Runtime, token: string | null): MadeLink | null {
  const shared = token === null ? null : (consoleSignIn?.sharedReport(token) ?? null);
  return shared?.kind === "open"
    ? { address: `${config.publicUrl}/console/reports/${token}`, endsAt: shared.endsAt }
    : null;
}

/** What was asked, and what the report says where nothing was. */
function calculatorTexts(search: Search, usual: CalculatorTexts): CalculatorTexts {
  const given = CALCULATOR_FIELDS.map((field) => [field, textIn(search, field) ?? usual[field]] as const);
  return { ...usual, ...Object.fromEntries(given) };
}

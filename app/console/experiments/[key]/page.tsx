import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConsoleFrame } from "../../console-frame.tsx";
import { enterConsole } from "../../sign-in/access.ts";
import { CALCULATOR_FIELDS, calculate, prefilled, type CalculatorTexts } from "../parts/calculator-form.ts";
import { CalculatorPart } from "../parts/calculator-part.tsx";
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
  const answer = await opened.experimentReports.experimentReport({ key, phase: textIn(search, "phase") });
  if (answer.kind === "not_found") notFound();
  const { report, phases, phase } = answer;
  const sellers = new Map((await opened.operator.sellers()).map(({ sellerId, name }) => [String(sellerId), name]));
  const texts = calculatorTexts(search, prefilled(report));
  return (
    <ConsoleFrame
      title="Instant against external"
      isOpenToAll={isOpenToAll}
      isTest={opened.config.payment.mode === "test"}
    >
      <ReportView report={report} phases={phases} phase={phase} sellers={sellers} notes={opened.experimentNotes} />
      <CalculatorPart
        texts={texts}
        calculation={calculate(texts)}
        address={`/console/experiments/${report.experiment}`}
        phase={phase?.phase ?? null}
        isAsked={CALCULATOR_FIELDS.some((field) => search[field] !== undefined)}
      />
    </ConsoleFrame>
  );
}

const textIn = (search: Search, name: string): string | null => {
  const value = search[name];
  return typeof value === "string" ? value.slice(0, 200) : null;
};

/** What was asked, and what the report says where nothing was. */
function calculatorTexts(search: Search, usual: CalculatorTexts): CalculatorTexts {
  const given = CALCULATOR_FIELDS.map((field) => [field, textIn(search, field) ?? usual[field]] as const);
  return { ...usual, ...Object.fromEntries(given) };
}

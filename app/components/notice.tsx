import type { ReactNode } from "react";

const TONES = {
  neutral: "bg-sunken text-ink",
  positive: "bg-positive-soft text-positive",
  warning: "bg-warning-soft text-warning",
  danger: "bg-danger-soft text-danger",
} as const;

/** A short message set off from the page. What is urgent, as `danger` is, is announced at once, because it stops what the buyer is doing. */
export function Notice({
  tone,
  title,
  isUrgent = tone === "danger",
  children,
}: {
  readonly tone: keyof typeof TONES;
  readonly title?: string;
  readonly isUrgent?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div role={isUrgent ? "alert" : undefined} className={`rounded-control px-4 py-3 print:border ${TONES[tone]}`}>
      {title === undefined ? null : <p className="font-semibold">{title}</p>}
      <div>{children}</div>
    </div>
  );
}

import type { ReactNode } from "react";

const TONES = {
  neutral: "bg-sunken text-ink",
  positive: "bg-positive-soft text-positive",
  warning: "bg-warning-soft text-warning",
  danger: "bg-danger-soft text-danger",
} as const;

/** A short message set off from the page. `danger` is announced at once, because it stops what the buyer is doing. */
export function Notice({
  tone,
  title,
  children,
}: {
  readonly tone: keyof typeof TONES;
  readonly title?: string;
  readonly children: ReactNode;
}) {
  return (
    <div role={tone === "danger" ? "alert" : undefined} className={`rounded-control px-4 py-3 ${TONES[tone]}`}>
      {title === undefined ? null : <p className="font-semibold">{title}</p>}
      <div>{children}</div>
    </div>
  );
}

import type { Arm } from "#lib/experiment/figures.ts";
import { ARM_WORDS } from "#lib/experiment/report/words.ts";

/** An arm by its name, with the mark that it has in the charts: full for instant, striped for external. */
export function ArmName({ arm }: { readonly arm: Arm }) {
  return (
    <span className="inline-flex items-center gap-2">
      <svg aria-hidden="true" width={14} height={14} className="shrink-0">
        {arm === "instant" ? (
          <rect width={14} height={14} rx={3} fill="var(--route-instant)" />
        ) : (
          <>
            <rect
              x={1}
              y={1}
              width={12}
              height={12}
              rx={2.5}
              fill="none"
              stroke="var(--route-external)"
              strokeWidth={2}
            />
            <path d="M2 12 12 2M2 7l5-5M7 12l5-5" stroke="var(--route-external)" strokeWidth={1.5} />
          </>
        )}
      </svg>
      {ARM_WORDS[arm]}
    </span>
  );
}

import { isUndefined, type Interval, type Undefined } from "#lib/experiment/answer.ts";

export type Strip = {
  readonly estimate: number;
  readonly fixed: Interval | Undefined;
  readonly sequential?: Interval | Undefined;
};

const HEIGHT = 20;
const MIDDLE = HEIGHT / 2;

/** The position of a value between −`reach` and `reach`, from 0 to 1 and never outside. */
const place = (value: number, reach: number): string => {
  const percent = 50 + 50 * Math.max(-1, Math.min(1, value / reach));
  return `${percent}%`;
};

/** How far the strips of one table reach, so that they can be compared: the widest end of any. */
export const reachOf = (strips: readonly Strip[]): number =>
  Math.max(
    ...strips.flatMap(({ estimate, fixed, sequential }) => [
      Math.abs(estimate),
      ...[fixed, sequential].flatMap((one) =>
        one === undefined || isUndefined(one) ? [] : [Math.abs(one.low), Math.abs(one.high)],
      ),
    ]),
    Number.MIN_VALUE,
  ) * 1.06;

/**
 * An estimate with its intervals against zero. The numbers are beside it, so it is hidden from those who cannot see it.
 * The thick bar is the fixed interval, the thin line with ends the one valid at every look.
 */
export function IntervalStrip({ strip, reach }: { readonly strip: Strip; readonly reach: number }) {
  const { estimate, fixed, sequential } = strip;
  return (
    <svg aria-hidden="true" width="100%" height={HEIGHT} className="block min-w-32">
      <line x1="50%" x2="50%" y1={0} y2={HEIGHT} stroke="var(--control)" strokeDasharray="2 3" />
      {sequential === undefined || isUndefined(sequential) ? null : (
        <>
          <line
            x1={place(sequential.low, reach)}
            x2={place(sequential.high, reach)}
            y1={MIDDLE}
            y2={MIDDLE}
            stroke="var(--ink)"
          />
          {[sequential.low, sequential.high].map((end) => (
            <line
              key={end}
              x1={place(end, reach)}
              x2={place(end, reach)}
              y1={MIDDLE - 5}
              y2={MIDDLE + 5}
              stroke="var(--ink)"
            />
          ))}
        </>
      )}
      {isUndefined(fixed) ? null : (
        <line
          x1={place(fixed.low, reach)}
          x2={place(fixed.high, reach)}
          y1={MIDDLE}
          y2={MIDDLE}
          stroke="var(--control)"
          strokeWidth={7}
        />
      )}
      <circle cx={place(estimate, reach)} cy={MIDDLE} r={4.5} fill="var(--ink)" stroke="var(--surface)" />
    </svg>
  );
}

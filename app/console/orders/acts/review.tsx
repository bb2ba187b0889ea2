import type { ReactNode } from "react";
import { Notice } from "../../../components/notice.tsx";
import { Unbroken } from "../../../components/unbroken.tsx";

/** What an act will do, and the form that does it; or why it cannot be done. */
export function Review({
  title,
  back,
  problems,
  children,
}: {
  readonly title: string;
  /** The order's page. */
  readonly back: string;
  /** Why nothing will happen; none: it can. */
  readonly problems: readonly string[];
  readonly children: ReactNode;
}) {
  return (
    <>
      <h1 className="text-heading">
        <Unbroken>{title}</Unbroken>
      </h1>
      {problems.length === 0 ? null : (
        <Notice tone="danger" title="Nothing was changed">
          {problems.map((problem) => (
            <p key={problem} className="wrap-anywhere">
              <Unbroken>{problem}</Unbroken>
            </p>
          ))}
        </Notice>
      )}
      {children}
      <p>
        <a className="link" href={back}>
          Back to the order
        </a>
      </p>
    </>
  );
}

export const Hidden = ({ fields }: { readonly fields: readonly (readonly [string, string])[] }) => (
  <>
    {fields.map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
  </>
);

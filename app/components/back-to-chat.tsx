/** The way back that the host gave, checked before it was stored; in words where it gave none. */
export function BackToChat({
  returnUrl,
  isMain = false,
}: {
  readonly returnUrl: string | null;
  readonly isMain?: boolean;
}) {
  return returnUrl === null ? (
    <p className="text-muted">You can go back to ChatGPT now.</p>
  ) : (
    <a href={returnUrl} className={`button self-start ${isMain ? "" : "button-quiet"}`}>
      Back to ChatGPT
    </a>
  );
}

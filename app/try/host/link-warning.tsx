import { useModal } from "./use-modal.ts";

type WarningProps = { readonly href: string; readonly onClose: () => void };

/** What the host asks before a link that the widget's resource does not list among its `redirect_domains`. */
export function LinkWarning({ href, onClose }: WarningProps) {
  const dialog = useModal();
  return (
    <dialog ref={dialog} aria-labelledby="warning-title" onClose={onClose}>
      <div className="flex flex-col gap-4 p-5">
        <h2 id="warning-title" className="text-title">
          Is this link safe?
        </h2>
        <p>The shop’s widget wants to open an address that it has not listed. It gets no way back to this chat.</p>
        <p className="rounded-control bg-sunken px-3 py-2 font-mono text-caption wrap-anywhere">{href}</p>
        <div className="flex flex-col gap-2">
          <a className="button" href={href} target="_blank" rel="noopener noreferrer" onClick={onClose}>
            Open the link
          </a>
          <button type="button" className="button button-quiet" onClick={onClose}>
            Stay here
          </button>
        </div>
      </div>
    </dialog>
  );
}

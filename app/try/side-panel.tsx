import { useState, type ReactNode } from "react";

export type PanelTab = "settings" | "log";

/** Which tab is shown, and whether the panel covers the chat where there is no room beside it. */
export function usePanel() {
  const [tab, onTab] = useState<PanelTab>("settings");
  const [isOpen, setOpen] = useState(false);
  return {
    tab,
    isOpen,
    onTab,
    toggle(wanted: PanelTab) {
      setOpen(!(isOpen && tab === wanted));
      onTab(wanted);
    },
    onClose: () => setOpen(false),
  };
}

type PanelProps = {
  readonly tab: PanelTab;
  /** On a small screen the panel covers the chat, and only when asked for; beside the chat it always stands. */
  readonly isOpen: boolean;
  readonly messages: number;
  readonly onTab: (tab: PanelTab) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** Beside the chat: how the host behaves, and what is exchanged behind the scenes. */
export function SidePanel({ tab, isOpen, messages, onTab, onClose, children }: PanelProps) {
  const tabs: readonly (readonly [PanelTab, string])[] = [
    ["settings", "Settings"],
    ["log", `Messages (${messages})`],
  ];
  return (
    <aside
      aria-label="Behind the scenes"
      className={`${isOpen ? "fixed inset-0 z-20 flex" : "hidden"} flex-col bg-canvas lg:sticky lg:inset-auto lg:top-14 lg:flex lg:h-[calc(100dvh-3.5rem)] lg:w-90 lg:shrink-0 lg:border-s lg:border-line`}
    >
      <div className="flex items-center gap-1 border-b border-line px-3 py-2">
        {tabs.map(([one, words]) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === tab}
            className="min-h-10 rounded-control px-3 text-caption font-medium text-muted hover:bg-sunken aria-pressed:bg-sunken aria-pressed:text-ink"
            onClick={() => onTab(one)}
          >
            {words}
          </button>
        ))}
        <button
          type="button"
          className="ms-auto min-h-10 rounded-control px-3 text-caption font-medium hover:bg-sunken lg:hidden"
          onClick={onClose}
        >
          Back to the chat
        </button>
      </div>
      <div className="min-h-0 grow overflow-y-auto p-4">{children}</div>
    </aside>
  );
}

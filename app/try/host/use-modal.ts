import { useLayoutEffect, useRef, type RefObject } from "react";

/**
 * A dialog over the page for as long as it is drawn. What had the focus before has it again afterwards: closed before it
 * leaves the page, and the frame of a widget named, or the browser goes on at the page's body.
 */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (element?.open === false) element.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  return dialog;
}

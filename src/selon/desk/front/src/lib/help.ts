import { key, keysOn, setKeys } from "./keys";
import { all, one, reveal } from "./page";

/** The dialog that lists the keys. */
export function bindHelp(): void {
  const dialog = one<HTMLDialogElement>("#help");
  const button = one<HTMLButtonElement>("#help-open");
  const box = one<HTMLInputElement>("#keys-on");
  if (!dialog || !button || !box) return;
  button.hidden = false;
  box.checked = keysOn();
  box.addEventListener("change", () => setKeys(box.checked));
  const open = (): void => dialog.showModal();
  button.addEventListener("click", open);
  key("?", open);
  const search = one<HTMLInputElement>("#q");
  if (search) {
    key("/", () => {
      search.focus();
      search.select();
    });
    search.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      // The words stay, and what they narrow the list to: the browser would clear the field and not the list.
      event.preventDefault();
      search.blur();
    });
  }
}

/** j, k and g on a plain list of links: stories, commitments. */
export function bindRows(): void {
  const rows = all<HTMLElement>(".stories > li, .commitment");
  if (!rows.length) return;
  const current = (): number => rows.findIndex((row) => row.classList.contains("current"));
  const go = (step: number): void => {
    const at = current();
    const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + step))];
    for (const row of rows) row.classList.toggle("current", row === next);
    next?.querySelector("a")?.focus({ preventScroll: true });
    if (next) reveal(next);
  };
  key("j", () => go(1));
  key("k", () => go(-1));
  key("g", () => rows[current()]?.querySelector("a")?.click());
}

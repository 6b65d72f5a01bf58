import { one } from "./page";

/** The button that turns light to dark and back. */
export function bindTheme(): void {
  const button = one<HTMLButtonElement>("#theme");
  if (!button) return;
  button.hidden = false;
  const root = document.documentElement;
  const dark = (): boolean =>
    root.dataset["theme"] ? root.dataset["theme"] === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  button.addEventListener("click", () => {
    const next = dark() ? "light" : "dark";
    root.dataset["theme"] = next;
    try {
      localStorage.setItem("selon-theme", next);
    } catch {
      // For this page only, then.
    }
  });
}

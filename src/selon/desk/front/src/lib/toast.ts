import { Problem } from "./api";
import { make, one } from "./page";
import { say, words } from "./strings";

export interface Action {
  label: string;
  act: () => void;
}

/** Say something in the corner, to eyes and to screen readers; with an action it stays longer. What is said of one
 * `topic` takes the place of what was said of it before. */
export function toast(text: string, action?: Action, bad = false, topic = ""): void {
  if (topic) one(`#live .toast[data-topic="${topic}"]`)?.remove();
  const shown = make("div", { class: bad ? "toast bad" : "toast", "data-topic": topic }, make("span", {}, text));
  if (action) {
    const button = make("button", { type: "button" }, action.label);
    button.addEventListener("click", () => {
      shown.remove();
      action.act();
    });
    shown.append(button);
  }
  const close = make("button", { type: "button", class: "quiet", "aria-label": words("script.cancel") }, "×");
  close.addEventListener("click", () => shown.remove());
  shown.append(close);
  const place = one("#live");
  place?.append(shown);
  while (place && place.children.length > 3) place.firstElementChild?.remove();
  setTimeout(() => shown.remove(), action ? 20_000 : bad ? 12_000 : 5_000);
}

/** Say what went wrong. */
export function complain(error: unknown): void {
  const text =
    error instanceof Problem && error.status
      ? say("failed", { detail: error.detail })
      : error instanceof Problem
        ? say("offline")
        : say("failed", { detail: String(error) });
  toast(text, undefined, true);
}

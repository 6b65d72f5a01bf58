const known = new Map<string, (event: KeyboardEvent) => void>();
const STORED = "selon-keys";

/** Whether single keys do anything; who dictates to the computer turns them off. */
export function keysOn(): boolean {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
}

/** Turn single keys on or off. */
export function setKeys(on: boolean): void {
  try {
    localStorage.setItem(STORED, on ? "on" : "off");
  } catch {
    // Not remembered, then.
  }
}

/** Bind a single key; it does nothing while somebody types, or in a dialog. */
export function key(name: string, act: (event: KeyboardEvent) => void): void {
  known.set(name, act);
}

let turn: Promise<unknown> = Promise.resolve();

/** Do things one after the other, however fast the keys come: each sees what the one before left. */
export function inTurn(act: () => Promise<unknown>): void {
  turn = turn.then(act, act);
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("dialog, .editor, .map")) return true;
  const input = target.closest("input, select, textarea");
  return input !== null && !(input instanceof HTMLInputElement && input.type === "checkbox");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  if (event.key !== "Escape" && !keysOn()) return;
  const act = known.get(event.key.length === 1 ? event.key.toLowerCase() : event.key);
  if (act) {
    event.preventDefault();
    act(event);
  }
});

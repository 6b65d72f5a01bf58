import { all, make } from "../lib/page";
import { say } from "../lib/strings";

type Span = [number, number];
interface Word {
  start: number;
  end: number;
}
export interface Picker {
  node: HTMLElement;
  first: HTMLElement;
  span(): Span | null;
  close(): void;
}

/** Words of the text chosen with the mouse, or with the arrow keys; offsets count code points of the whole text. */
export function spanPicker(card: HTMLElement, from: Span | null, label: string): Picker {
  const root = card.closest<HTMLElement>(".passage, .dispatch");
  const runs = root ? all(".run[data-start]", root) : [];
  const words = wordsOf(runs);
  let now = from;
  const id = `picked-${Math.random().toString(36).slice(2, 9)}`;
  const shown = make("button", { type: "button", class: "picker", "aria-label": label, "aria-describedby": id });
  const live = make("span", { class: "visually-hidden", role: "status" });
  const clear = make("button", { type: "button" }, say("nothing"));
  const node = make(
    "div",
    {},
    make("div", { class: "row" }, shown, clear),
    make("small", { id }, say("span_hint")),
    live,
  );
  const draw = (): void => {
    const said = now ? textOf(runs, now) : say("nothing");
    shown.textContent = said;
    live.textContent = say("words_now", { words: said });
    highlight(runs, now);
  };
  const fit = (): [number, number] => {
    if (!now) {
      const near = sentenceStart(runs, card);
      const at = Math.max(0, words.findIndex((w) => w.start >= near));
      return [at, at];
    }
    const [start, end] = now;
    const first = Math.max(0, words.findIndex((w) => w.end > start));
    let last = first;
    while ((words[last + 1]?.start ?? Infinity) < end) last++;
    return [first, last];
  };
  const set = (first: number, last: number): void => {
    const one = words[first];
    const other = words[last];
    if (one && other && first <= last) {
      now = [one.start, other.end];
      draw();
    }
  };
  shown.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const [first, last] = fit();
    if (!now) set(first, last);
    else if (event.shiftKey) set(first, last + step);
    else set(first + step, last + step);
  });
  clear.addEventListener("click", () => {
    now = null;
    draw();
  });
  const select = (): void => {
    const found = selected(runs);
    if (found && node.isConnected && (shown.dataset["active"] === "1" || pickers.size === 1)) {
      now = found;
      draw();
    }
  };
  const activate = (): void => {
    for (const other of pickers) other.dataset["active"] = other === shown ? "1" : "";
    highlight(runs, now);
  };
  shown.addEventListener("focus", activate);
  pickers.add(shown);
  activate();
  document.addEventListener("mouseup", select);
  draw();
  return {
    node,
    first: shown,
    span: () => now,
    close: () => {
      pickers.delete(shown);
      document.removeEventListener("mouseup", select);
      highlight(runs, null);
    },
  };
}

const pickers = new Set<HTMLElement>();

function startOf(run: HTMLElement): number {
  return Number(run.dataset["start"]);
}

function wordsOf(runs: HTMLElement[]): Word[] {
  const found: Word[] = [];
  let open: Word | null = null;
  let at = -1;
  for (const run of runs) {
    let i = startOf(run);
    if (i !== at) open = null;
    for (const char of run.textContent ?? "") {
      if (/[\p{L}\p{N}\p{M}’'-]/u.test(char)) {
        if (open) open.end = i + 1;
        else found.push((open = { start: i, end: i + 1 }));
        if (char === "'" || char === "’") open = null;
      } else open = null;
      i++;
    }
    at = i;
  }
  return found;
}

function textOf(runs: HTMLElement[], [start, end]: Span): string {
  let found = "";
  for (const run of runs) {
    const at = startOf(run);
    found += Array.from(run.textContent ?? "")
      .slice(Math.max(0, start - at), Math.max(0, end - at))
      .join("");
  }
  return found;
}

function sentenceStart(runs: HTMLElement[], card: HTMLElement): number {
  const id = card.dataset["claim"] ?? "";
  const run = runs.find((r) => r.dataset["sentences"]?.split(" ").includes(id));
  return run ? startOf(run) : 0;
}

/** Code points before a place in the text of a run. */
function offset(node: Node, at: number): number | null {
  const run = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>(".run[data-start]");
  if (!run) return null;
  const before = node === run ? (run.textContent ?? "").slice(0, at && Infinity) : (run.textContent ?? "").slice(0, at);
  return startOf(run) + Array.from(before).length;
}

function selected(runs: HTMLElement[]): Span | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!runs.some((run) => range.intersectsNode(run))) return null;
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  if (start === null || end === null) return null;
  const text = textOf(runs, [start, end]);
  const lead = text.length - text.trimStart().length;
  const tail = text.length - text.trimEnd().length;
  return start + lead < end - tail ? [start + lead, end - tail] : null;
}

/** Paint the chosen characters without touching the runs (CSS custom highlights). */
function highlight(runs: HTMLElement[], span: Span | null): void {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete("picked");
  if (!span) return;
  const ranges: Range[] = [];
  for (const run of runs) {
    const node = run.firstChild;
    if (!node) continue;
    const chars = Array.from(run.textContent ?? "");
    const from = Math.max(0, span[0] - startOf(run));
    const to = Math.min(chars.length, span[1] - startOf(run));
    if (from >= to) continue;
    const range = new Range();
    range.setStart(node, chars.slice(0, from).join("").length);
    range.setEnd(node, chars.slice(0, to).join("").length);
    ranges.push(range);
  }
  CSS.highlights.set("picked", new Highlight(...ranges));
}

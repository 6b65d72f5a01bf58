import { all, one } from "../lib/page";
import { triggerRun } from "./lit";

const GAP = 8;
/** Room for the text, the gap and the cards, in root ems. */
const WIDE = 34 + 1.75 + 21;

/** Put the cards into the margin, each as near to its sentence as the others allow; the open one exactly there. */
export function place(): void {
  const text = one(".dispatch .text");
  if (!text) return;
  const em = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const wide = (text.parentElement?.clientWidth ?? 0) >= WIDE * em - 1;
  text.classList.toggle("margined", wide);
  const cards = all(".card", text);
  if (!wide) {
    text.style.minHeight = "";
    for (const card of cards) card.style.top = "";
    return;
  }
  const origin = text.getBoundingClientRect().top;
  const wanted = cards.map((card) => (triggerRun(card)?.getBoundingClientRect().top ?? origin) - origin - 6);
  const heights = cards.map((card) => card.offsetHeight);
  const tops = spread(wanted, heights, cards.findIndex((card) => card.classList.contains("open")));
  cards.forEach((card, i) => (card.style.top = `${tops[i] ?? 0}px`));
  const bottom = Math.max(0, ...tops.map((top, i) => top + (heights[i] ?? 0)));
  text.style.minHeight = `${bottom + 16}px`;
  requestAnimationFrame(() => text.classList.add("settled"));
}

/** Tops that do not overlap. What comes before the fixed card moves up for it as far as there is room, what comes
 * after moves down. */
export function spread(wanted: readonly number[], heights: readonly number[], fixed: number): number[] {
  const tops: number[] = [];
  const height = (i: number): number => heights[i] ?? 0;
  let floor = 0;
  wanted.forEach((want, i) => {
    tops[i] = Math.max(want, floor);
    floor = (tops[i] ?? 0) + height(i) + GAP;
  });
  if (fixed < 0) return tops;
  let room = 0;
  for (let i = 0; i < fixed; i++) room += height(i) + GAP;
  tops[fixed] = Math.max(wanted[fixed] ?? 0, room);
  for (let i = fixed - 1; i >= 0; i--) tops[i] = Math.min(tops[i] ?? 0, (tops[i + 1] ?? 0) - height(i) - GAP);
  for (let i = fixed + 1; i < wanted.length; i++) {
    tops[i] = Math.max(wanted[i] ?? 0, (tops[i - 1] ?? 0) + height(i - 1) + GAP);
  }
  return tops;
}

let waiting = 0;

/** Place them before the next frame. */
export function replace(): void {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(place);
}

import { words } from "../lib/strings";
import type { Figure, Story } from "../lib/views";
import { date, plus, type Days } from "./days";
import { across, axis, chart, label, TOP } from "./scale";

const ROW = 20;
const OPACITY: Record<string, number> = { present: 0.6, leaving: 0.32, arriving: 0.32, gone: 0.06, held: 0.6, lost: 0.06 };

/** How each actor stood at each site, a line each; the words stand in the bands, so that shade alone says nothing. */
export function bands(box: HTMLElement, story: Story): (days: Days) => void {
  const { first, last } = story;
  if (!first || !last || !story.bands.length) return () => undefined;
  const named = (b: Story["bands"][number]): string => [b.site, b.actor].filter(Boolean).join(" · ") || b.aspect;
  const names = [...new Set(story.bands.map(named))];
  const lines = names.flatMap((name) => story.bands.filter((b) => named(b) === name).map((b, i) => ({ b, name: i ? "" : name })));
  const height = TOP + lines.length * ROW + 8;
  const { svg, width } = chart(box, height);
  const x = across(first, last, width);
  axis(svg, x, height, story.today, words("script.today"));
  const [left, right] = x.range() as [number, number];
  const clamp = (at: number): number => Math.max(left, Math.min(right, at));
  lines.forEach(({ b, name }, i) => {
    const y = TOP + 4 + i * ROW;
    const group = svg.append("g").attr("data-first", b.when.first ?? "").attr("data-last", b.when.last ?? "");
    if (name) label(group as never, name, 0, y + 13, 29);
    const from = b.when.first ? clamp(x(date(b.when.first))) : left;
    const to = b.when.last ? clamp(x(plus(date(b.when.last), 1))) : right;
    group
      .append("rect")
      .attr("class", b.conflict ? "bar band-conflict" : "bar")
      .attr("x", from)
      .attr("y", y)
      .attr("width", Math.max(6, to - from))
      .attr("height", ROW - 4)
      .attr("fill-opacity", (OPACITY[b.state] ?? 0.18) * 0.6)
      .attr("stroke-dasharray", b.when.soft_first || b.when.soft_last ? "4 2" : null);
    const end = to - from < 90;
    group
      .append("text")
      .attr("x", end && from > right - 120 ? from - 5 : end ? to + 5 : from + 5)
      .attr("text-anchor", end && from > right - 120 ? "end" : "start")
      .attr("y", y + 12)
      .text(`${b.conflict ? "⚡ " : ""}${b.said}`);
  });
  return (days) => dimmed(box, days);
}

/** Figures of one thing under each other, as ranges. */
export function figures(box: HTMLElement, story: Story): (days: Days) => void {
  const shown = story.figures.filter((f) => f.low !== null || f.high !== null);
  if (!shown.length) return () => undefined;
  const height = shown.length * ROW + 10;
  const { svg, width } = chart(box, height);
  const [left, right] = [200, width - 90];
  const whats = [...new Set(shown.map((f) => f.what))];
  shown.sort((a, b) => whats.indexOf(a.what) - whats.indexOf(b.what));
  const most = new Map(whats.map((w) => [w, Math.max(1, ...shown.filter((f) => f.what === w).flatMap((f) => [f.low ?? 0, f.high ?? 0]))]));
  let before = "";
  shown.forEach((f, i) => {
    const y = 4 + i * ROW;
    const top = (most.get(f.what) ?? 1) * 1.1;
    const at = (n: number): number => left + ((right - left) * n) / top;
    const group = svg.append("g").attr("data-first", begin(f)).attr("data-last", end(f));
    if (f.what !== before) label(group as never, f.what, 0, y + 13, 30);
    before = f.what;
    const [low, high] = [at(f.low ?? 0), at(f.high ?? top)];
    group.append("line").attr("class", "range").attr("x1", low).attr("x2", Math.max(high, low + 1)).attr("y1", y + 9).attr("y2", y + 9).attr("stroke-dasharray", f.low === null || f.high === null ? "4 3" : null);
    for (const n of [f.low, f.high]) if (n !== null) group.append("circle").attr("class", "dot").attr("cx", at(n)).attr("cy", y + 9).attr("r", 4);
    group.append("text").attr("x", Math.max(low, high) + 9).attr("y", y + 13).text(f.said);
    group.append("title").text(`${f.said} ${f.what}\n${f.who}${f.published ? ` · ${f.published}` : ""}`);
  });
  return (days) => dimmed(box, days);
}

function begin(f: Figure): string {
  return f.when?.first ?? f.published ?? "";
}

function end(f: Figure): string {
  return f.when?.last ?? f.published ?? "";
}

function dimmed(box: HTMLElement, days: Days): void {
  for (const group of box.querySelectorAll<SVGGElement>("g[data-first]")) {
    const [from, to] = [group.dataset["first"] ?? "", group.dataset["last"] ?? ""];
    group.classList.toggle("out", Boolean((days.last && from && from > days.last) || (days.first && to && to < days.first)));
  }
}

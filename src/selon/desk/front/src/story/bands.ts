import { words } from "../lib/strings";
import type { Band, Figure, Story } from "../lib/views";
import { date, plus, type Days } from "./days";
import { across, axis, chart, dimmed, label, TOP } from "./scale";

const ROW = 20;
const OPACITY: Record<string, number> = { present: 0.6, leaving: 0.32, arriving: 0.32, gone: 0.06, held: 0.6, lost: 0.06 };

/** How each actor stood at each site, a line each; the words stand in the bands, so that shade alone says nothing. */
export function bands(box: HTMLElement, story: Story): (days: Days) => void {
  const { first, last } = story;
  if (!first || !last || !story.bands.length) return () => undefined;
  const { svg, width, left: room } = chart(box);
  const named = (b: Band): string => [b.site, b.actor].filter(Boolean).join(" · ") || words(`aspects.${b.aspect}`);
  const names = [...new Set(story.bands.map(named))];
  const lines = names.flatMap((name) => {
    const own = once(story.bands.filter((b) => named(b) === name));
    const head = room ? [] : [{ b: null, name }];
    return [...head, ...own.map((b, i) => ({ b, name: room && !i ? name : "" }))];
  });
  const height = TOP + lines.length * ROW + 8;
  svg.attr("height", height).attr("viewBox", `0 0 ${width} ${height}`);
  const x = across(first, last, width, room);
  axis(svg, x, height, story.today, words("script.today"));
  const [left, right] = x.range() as [number, number];
  const clamp = (at: number): number => Math.max(left, Math.min(right, at));
  lines.forEach(({ b, name }, i) => {
    const y = TOP + 4 + i * ROW;
    const group = svg.append("g");
    if (name) label(group as never, name, 0, y + 13, (room || width) - 12);
    if (!b) return;
    group.attr("data-first", b.when.first ?? "").attr("data-last", b.when.last ?? "");
    const from = b.when.first ? clamp(x(date(b.when.first))) : left;
    const to = b.when.last ? clamp(x(plus(date(b.when.last), 1))) : right;
    group.append("title").text(`${b.said}\n${b.when.said}`);
    group
      .append("rect")
      .attr("class", b.conflict ? "bar band-conflict" : "bar")
      .attr("x", from)
      .attr("y", y)
      .attr("width", Math.max(6, to - from))
      .attr("height", ROW - 4)
      .attr("fill-opacity", (OPACITY[b.state] ?? 0.18) * 0.6)
      .attr("stroke-dasharray", b.when.soft_first || b.when.soft_last ? "4 2" : null);
    const said = `${b.conflict ? "⚡ " : ""}${b.said}`;
    const inside = to - from > said.length * 6.4 + 8;
    const before = !inside && right - to < said.length * 6.4 + 8;
    group
      .append("text")
      .attr("x", inside ? from + 5 : before ? from - 5 : to + 5)
      .attr("text-anchor", before ? "end" : "start")
      .attr("y", y + 12)
      .text(said);
  });
  return (days) => dimmed(box, days);
}

/** Bands that say the same of the same days, once. */
function once(found: Band[]): Band[] {
  const seen = new Set<string>();
  return found.filter((b) => {
    const key = JSON.stringify([b.said, b.when.first, b.when.last, b.conflict]);
    return seen.has(key) ? false : seen.add(key);
  });
}

/** Figures of one thing under each other, as ranges, each with who gives it and of when it is. */
export function figures(box: HTMLElement, story: Story): (days: Days) => void {
  const shown = story.figures.filter((f) => f.low !== null || f.high !== null);
  if (!shown.length) return () => undefined;
  const { svg, width, left: room } = chart(box);
  const whats = [...new Set(shown.map((f) => f.what))];
  const lines = whats.flatMap((what) => [{ what, f: null }, ...shown.filter((f) => f.what === what).map((f) => ({ what, f }))]);
  const tall = (f: Figure | null): number => (f && !room ? 2 * ROW - 4 : ROW);
  const height = lines.reduce((sum, { f }) => sum + tall(f), 10);
  svg.attr("height", height).attr("viewBox", `0 0 ${width} ${height}`);
  const [left, right] = [room ? room + 60 : 10, width - 90];
  const most = new Map(whats.map((w) => [w, Math.max(1, ...shown.filter((f) => f.what === w).flatMap((f) => [f.low ?? 0, f.high ?? 0]))]));
  let y = 4;
  for (const { what, f } of lines) {
    const group = svg.append("g");
    if (!f) {
      label(group as never, what, 0, y + 14, width);
      group.attr("class", "what");
    } else {
      const top = (most.get(what) ?? 1) * 1.1;
      const at = (n: number): number => left + ((right - left) * n) / top;
      group.attr("data-first", begin(f)).attr("data-last", end(f));
      label(group as never, [f.published_said, f.who].filter(Boolean).join(" · "), 8, y + 13, (room ? left : width) - 12);
      const mid = y + (room ? 9 : 25);
      const [low, high] = [at(f.low ?? 0), at(f.high ?? top)];
      group.append("line").attr("class", "base").attr("x1", left).attr("x2", right).attr("y1", mid).attr("y2", mid);
      group.append("line").attr("class", "range").attr("x1", low).attr("x2", Math.max(high, low + 1)).attr("y1", mid).attr("y2", mid).attr("stroke-dasharray", f.low === null || f.high === null ? "4 3" : null);
      for (const n of [f.low, f.high]) if (n !== null) group.append("circle").attr("class", "dot").attr("cx", at(n)).attr("cy", mid).attr("r", 4);
      group.append("text").attr("x", Math.max(low, high) + 9).attr("y", mid + 4).text(f.said);
      group.append("title").text(`${f.said} ${f.what}\n${f.who}${f.when ? ` · ${f.when.said}` : ""}`);
    }
    y += tall(f);
  }
  return (days) => dimmed(box, days);
}

function begin(f: Figure): string {
  return f.when?.first ?? f.published ?? "";
}

function end(f: Figure): string {
  return f.when?.last ?? f.published ?? "";
}

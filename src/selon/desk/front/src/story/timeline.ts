import { brushX, type D3BrushEvent } from "d3-brush";
import type { ScaleTime } from "d3-scale";
import { words } from "../lib/strings";
import type { Row, Story } from "../lib/views";
import { date, iso, plus, type Days } from "./days";
import { across, axis, chart, label, TOP, type Svg } from "./scale";

const ROW = 15;

export interface Hooks {
  brushed(days: Days | null): void;
  pointed(claim: string | null): void;
  opened(url: string): void;
}

/** One lane a voice: bars for periods, fading where an end is uncertain, flags for due dates. */
export function timeline(box: HTMLElement, story: Story, hooks: Hooks): (days: Days) => void {
  const { first, last } = story;
  if (!first || !last) return () => undefined;
  const lanes = story.lanes
    .map((lane) => ({ lane, tracks: tracks(story.rows.filter((r) => r.lane === lane.id && r.when)) }))
    .filter(({ tracks: t }) => t.length);
  const height = TOP + lanes.reduce((sum, { tracks: t }) => sum + Math.max(2, t.length) * ROW + 10, 6);
  const { svg, width } = chart(box, height);
  const x = across(first, last, width);
  gradients(svg);
  axis(svg, x, height, story.today, words("script.today"));
  const brush = brushX<unknown>()
    .extent([
      [x.range()[0]!, TOP],
      [x.range()[1]!, height],
    ])
    .on("brush end", (event: D3BrushEvent<unknown>) => {
      if (!event.sourceEvent) return;
      const found = event.selection as [number, number] | null;
      hooks.brushed(found && { first: iso(x.invert(found[0])), last: iso(plus(x.invert(found[1]), 0)) });
    });
  const brushed = svg.append("g").attr("class", "brush-layer").call(brush);
  let y = TOP + 6;
  for (const { lane, tracks: rows } of lanes) {
    const group = svg.append("g").attr("class", "lane");
    const tall = Math.max(2, rows.length) * ROW + 10;
    group.append("line").attr("x1", 0).attr("x2", width).attr("y1", y + tall - 4).attr("y2", y + tall - 4);
    label(group, lane.name, 0, y + 11, 28);
    group.append("text").attr("class", "kindname").attr("x", 0).attr("y", y + 25).text(words(`kinds.${lane.kind}`) + (lane.agency && lane.kind !== "narrator" ? `, ${lane.agency}` : ""));
    rows.forEach((track, i) => track.forEach((row) => draw(svg, x, row, y + i * ROW, hooks)));
    y += tall;
  }
  return (days) => {
    svg
      .selectAll<SVGGElement, unknown>("g[data-first]")
      .classed("out", function () {
        const [from, to] = [this.dataset["first"] ?? "", this.dataset["last"] ?? ""];
        return Boolean((days.last && from && from > days.last) || (days.first && to && to < days.first));
      });
    if (days.first || days.last) {
      const range = [x(date(days.first || first)), x(plus(date(days.last || last), 1))];
      brush.move(brushed, range as [number, number]);
    } else brush.move(brushed, null);
  };
}

/** Rows put so that none overlaps in a track. */
function tracks(rows: Row[]): Row[][] {
  const found: { rows: Row[]; end: string }[] = [];
  const start = (r: Row): string => r.when?.first ?? r.when?.last ?? "";
  for (const row of [...rows].sort((a, b) => start(a).localeCompare(start(b)))) {
    const end = row.when?.last ?? row.when?.first ?? "9999";
    const track = found.find((t) => t.end < start(row));
    if (track) {
      track.rows.push(row);
      track.end = end;
    } else found.push({ rows: [row], end });
  }
  return found.map((t) => t.rows);
}

function draw(svg: Svg, x: ScaleTime<number, number>, row: Row, y: number, hooks: Hooks): void {
  const when = row.when;
  if (!when) return;
  const [left, right] = x.range() as [number, number];
  const clamp = (at: number): number => Math.max(left, Math.min(right, at));
  const from = when.first ? clamp(x(date(when.first))) : left;
  const to = when.last ? clamp(x(plus(date(when.last), 1))) : right;
  const group = svg
    .append("g")
    .attr("class", row.mark === "flag" ? "due" : "period")
    .attr("data-claim", row.claim)
    .attr("data-first", when.first ?? "")
    .attr("data-last", when.last ?? "");
  group.append("title").text(`${row.said}\n${row.who} · ${when.said}`);
  if (row.mark === "flag") {
    const at = when.last ? to - (x(plus(date(when.last), 1)) - x(date(when.last))) : right;
    group.append("path").attr("d", `M${at},${y + 13}V${y}l9,3.5l-9,3.5`).attr("fill", "none");
  } else {
    const soft = `${when.soft_first ? "l" : ""}${when.soft_last ? "r" : ""}`;
    group
      .append("rect")
      .attr("class", `bar ${row.status}${row.negated ? " negated" : ""}${soft ? " softened" : ""}`)
      .attr("x", from)
      .attr("y", y + 2)
      .attr("width", Math.max(5, to - from - 1))
      .attr("height", ROW - 5)
      .attr("rx", soft ? 0 : 2)
      .attr("mask", soft ? `url(#soft-${soft})` : null);
  }
  group
    .attr("cursor", "pointer")
    .on("mouseenter", () => hooks.pointed(row.claim))
    .on("mouseleave", () => hooks.pointed(null))
    .on("click", () => hooks.opened(row.url));
}

/** Masks that let the ends of a bar fade out. */
function gradients(svg: Svg): void {
  const defs = svg.append("defs");
  for (const ends of ["l", "r", "lr"]) {
    const gradient = defs.append("linearGradient").attr("id", `fade-${ends}`);
    const stop = (offset: number, opacity: number): void => {
      gradient.append("stop").attr("offset", offset).attr("stop-color", "white").attr("stop-opacity", opacity);
    };
    stop(0, ends.includes("l") ? 0.05 : 1);
    stop(0.35, 1);
    stop(0.65, 1);
    stop(1, ends.includes("r") ? 0.05 : 1);
    defs
      .append("mask")
      .attr("id", `soft-${ends}`)
      .attr("maskContentUnits", "objectBoundingBox")
      .append("rect")
      .attr("width", 1)
      .attr("height", 1)
      .attr("fill", `url(#fade-${ends})`);
  }
}

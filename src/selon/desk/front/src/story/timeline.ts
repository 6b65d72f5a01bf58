import { brushX, type D3BrushEvent } from "d3-brush";
import type { ScaleTime } from "d3-scale";
import { words } from "../lib/strings";
import type { Lane, Row, Story } from "../lib/views";
import { date, iso, plus, type Days } from "./days";
import { across, axis, chart, dimmed, label, TOP, type Svg } from "./scale";

const ROW = 16;
const GAP = 4;
/** Marks of a lane that are told by words; of more, words would hide the marks. */
const TOLD = 14;
/** Width of a letter of the words beside a mark, about. */
const LETTER = 5.9;

export interface Hooks {
  brushed(days: Days | null): void;
  pointed(claim: string | null): void;
  opened(url: string): void;
}

/** Claims that a voice makes alike of the same days: one mark. */
interface Mark {
  rows: Row[];
  from: number;
  to: number;
  said: string;
  /** Where the words stand: after the mark, before it, or over it where there is room on neither side. */
  place: "after" | "before" | "over";
}

/** One lane a voice: bars for periods, fading where an end is uncertain, flags for due dates. */
export function timeline(box: HTMLElement, story: Story, hooks: Hooks): (days: Days) => void {
  const { first, last } = story;
  if (!first || !last) return () => undefined;
  const { svg, width, left } = chart(box);
  const x = across(first, last, width, left);
  const head = left ? 0 : 30;
  const lanes = story.lanes
    .map((lane) => ({ lane, tracks: tracks(marks(story.rows.filter((r) => r.lane === lane.id && r.when), x)) }))
    .filter(({ tracks: t }) => t.length)
    .map((l) => ({ ...l, tall: head + Math.max(left ? 2 : 1, l.tracks.length) * ROW + 10 }));
  const height = TOP + lanes.reduce((sum, { tall }) => sum + tall, 6);
  svg.attr("height", height).attr("viewBox", `0 0 ${width} ${height}`);
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
  for (const { lane, tracks: found, tall } of lanes) {
    drawLane(svg, lane, y, tall, width, left);
    found.forEach((track, i) => track.forEach((mark) => draw(svg, mark, y + head + i * ROW, hooks)));
    y += tall;
  }
  return (days) => {
    dimmed(box, days);
    if (days.first || days.last) {
      const range = [x(date(days.first || first)), x(plus(date(days.last || last), 1))];
      brush.move(brushed, range as [number, number]);
    } else brush.move(brushed, null);
  };
}

function drawLane(svg: Svg, lane: Lane, y: number, tall: number, width: number, left: number): void {
  const group = svg.append("g").attr("class", "lane");
  group.append("line").attr("x1", 0).attr("x2", width).attr("y1", y + tall - 4).attr("y2", y + tall - 4);
  const room = (left || width) - 12;
  label(group, lane.name, 0, y + 11, room);
  const kind = [words(`kinds.${lane.kind}`), lane.kind === "narrator" ? "" : lane.agency, lane.published_said];
  label(group, kind.filter(Boolean).join(", "), 0, y + 25, room, "kindname");
}

/** The marks of a lane, with the room that each takes. */
function marks(rows: Row[], x: ScaleTime<number, number>): Mark[] {
  const [left, right] = x.range() as [number, number];
  const clamp = (at: number): number => Math.max(left, Math.min(right, at));
  const alike = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.mark, row.type, row.status, row.negated, row.when?.first, row.when?.last]);
    alike.set(key, [...(alike.get(key) ?? []), row]);
  }
  const told = alike.size <= TOLD;
  return [...alike.values()].map((some) => {
    const { when, mark, type } = some[0]!;
    const end = when?.last ? clamp(x(plus(date(when.last), 1))) : right;
    const due = when?.last ? clamp(x(date(when.last))) : right;
    const from = mark === "flag" ? due : when?.first ? clamp(x(date(when.first))) : left;
    const to = mark === "flag" ? due + 10 : Math.max(from + 5, end - 1);
    const said = told ? words(`types.${type}`) + (some.length > 1 ? ` ×${some.length}` : "") : "";
    const room = said.length * LETTER + 8;
    const place = to + room <= right + 10 ? "after" : from - room >= left ? "before" : "over";
    return { rows: some, from, to, said, place };
  });
}

/** Marks put so that none overlaps in a track. */
function tracks(found: Mark[]): Mark[][] {
  const made: { marks: Mark[]; end: number }[] = [];
  const room = (m: Mark): number => (m.said ? m.said.length * LETTER + 8 : 0);
  const start = (m: Mark): number => m.from - (m.place === "before" ? room(m) : 0);
  for (const mark of [...found].sort((a, b) => start(a) - start(b))) {
    const end = mark.to + (mark.place === "after" ? room(mark) : 0);
    const track = made.find((t) => t.end < start(mark));
    if (track) {
      track.marks.push(mark);
      track.end = end;
    } else made.push({ marks: [mark], end });
  }
  return made.map((t) => t.marks);
}

function draw(svg: Svg, mark: Mark, y: number, hooks: Hooks): void {
  const row = mark.rows[0]!;
  const when = row.when;
  if (!when) return;
  const group = svg
    .append("g")
    .attr("class", row.mark === "flag" ? "due" : "period")
    .attr("data-claims", mark.rows.map((r) => r.claim).join(" "))
    .attr("data-first", when.first ?? "")
    .attr("data-last", when.last ?? "");
  group.append("title").text(mark.rows.map((r) => `${r.said}\n${r.who} · ${when.said}`).join("\n\n"));
  if (row.mark === "flag") {
    group.append("path").attr("class", "mark-shape").attr("d", `M${mark.from},${y + 13}V${y}l9,3.5l-9,3.5`);
  } else {
    const soft = `${when.soft_first ? "l" : ""}${when.soft_last ? "r" : ""}`;
    group
      .append("rect")
      .attr("class", `mark-shape bar ${row.status}${row.negated ? " negated" : ""}${soft ? " softened" : ""}`)
      .attr("x", mark.from)
      .attr("y", y + 2)
      .attr("width", mark.to - mark.from)
      .attr("height", ROW - 6)
      .attr("rx", soft ? 0 : 2)
      .attr("mask", soft ? `url(#soft-${soft})` : null);
  }
  if (mark.said) {
    group
      .append("text")
      .attr("class", `said ${mark.place}${row.negated ? " negated" : ""}`)
      .attr("x", { after: mark.to + GAP, before: mark.from - GAP, over: (mark.from + mark.to) / 2 }[mark.place])
      .attr("text-anchor", { after: "start", before: "end", over: "middle" }[mark.place])
      .attr("y", y + 11)
      .text(mark.said);
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

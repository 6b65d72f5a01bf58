import { axisTop } from "d3-axis";
import { scaleUtc, type ScaleTime } from "d3-scale";
import { select, type Selection } from "d3-selection";
import { date, plus, type Days } from "./days";

export type Svg = Selection<SVGSVGElement, unknown, null, undefined>;
export const TOP = 24;
/** Room for names on the left; in a narrow box they stand above what they name. */
export const LABELS = 230;
const NARROW = 620;
/** The day goes before the month, as in the words of the page. */
const lang = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;

/** The days of a story across a chart, with a day to spare at both ends. */
export function across(first: string, last: string, width: number, left: number): ScaleTime<number, number> {
  return scaleUtc()
    .domain([plus(date(first), -1), plus(date(last), 2)])
    .range([left, width - 12]);
}

/** An empty chart in a box, with the room that it leaves for names. */
export function chart(box: HTMLElement): { svg: Svg; width: number; left: number } {
  box.replaceChildren();
  const width = Math.max(260, box.clientWidth);
  const svg = select(box).append("svg").attr("width", width);
  return { svg, width, left: width < NARROW && innerWidth < 900 ? 0 : LABELS };
}

/** Dates over a chart and lines down it, in the language of the page. */
export function axis(svg: Svg, x: ScaleTime<number, number>, height: number, today: string, todaySaid: string): void {
  const [from, to] = x.domain() as [Date, Date];
  const long = to.getTime() - from.getTime() > 400 * 86_400_000;
  const format = new Intl.DateTimeFormat(lang, {
    timeZone: "UTC",
    ...(long ? { month: "short", year: "numeric" } : { day: "numeric", month: "short" }),
  });
  const ticks = x.ticks(Math.max(2, Math.floor((x.range()[1]! - x.range()[0]!) / 90)));
  svg
    .append("g")
    .attr("class", "axis")
    .attr("transform", `translate(0,${TOP})`)
    .call(axisTop<Date>(x as never).tickValues(ticks).tickFormat((d) => format.format(d)).tickSizeOuter(0) as never);
  svg
    .append("g")
    .attr("class", "grid")
    .selectAll("line")
    .data(ticks)
    .join("line")
    .attr("x1", (d) => x(d))
    .attr("x2", (d) => x(d))
    .attr("y1", TOP)
    .attr("y2", height);
  const now = date(today);
  if (now >= from && now <= to) {
    const mark = svg.append("g").attr("class", "today");
    mark.append("line").attr("x1", x(now)).attr("x2", x(now)).attr("y1", TOP).attr("y2", height);
    mark.append("text").attr("x", x(now) + 4).attr("y", height - 4).text(todaySaid);
  }
}

/** Make faint what lies outside the days that are chosen. */
export function dimmed(box: HTMLElement, days: Days): void {
  for (const group of box.querySelectorAll<SVGGElement>("g[data-first]")) {
    const [from, to] = [group.dataset["first"] ?? "", group.dataset["last"] ?? ""];
    group.classList.toggle("out", Boolean((days.last && from && from > days.last) || (days.first && to && to < days.first)));
  }
}

/** Words cut to the pixels that there are, whole in a title. */
export function label(into: Selection<SVGGElement, unknown, null, undefined>, words: string, x: number, y: number, room: number, name = ""): void {
  const text = into.append("text").attr("class", name).attr("x", x).attr("y", y).text(words);
  const wide = text.node()?.getComputedTextLength() ?? 0;
  if (wide <= room - x) return;
  text.text(`${words.slice(0, Math.floor((words.length * (room - x)) / wide) - 1).trimEnd()}…`);
  text.append("title").text(words);
}

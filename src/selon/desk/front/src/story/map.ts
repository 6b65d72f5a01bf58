import L from "leaflet";
import "leaflet/dist/leaflet.css";
import type { Story } from "../lib/views";

interface Borders {
  box: [[number, number], [number, number]];
  land: Record<string, number[][][][]>;
  lines: number[][][];
  disputed: number[][][];
  claimed: { name: string; lat: number; lon: number; radius_m: number; claimants: string[] }[];
}
export interface StoryMap {
  show(shown: Set<string>): void;
  point(claim: string | null): void;
}

/** The places of a story over borders that the desk itself draws: circles by radius, regions shaded. */
export async function storyMap(box: HTMLElement, story: Story, opened: (shape: string) => void): Promise<StoryMap> {
  const map = L.map(box, { attributionControl: false, zoomControl: false, zoomSnap: 0.25, minZoom: 1, maxZoom: 12, worldCopyJump: false });
  L.control.zoom({ zoomInTitle: box.dataset["zoomIn"] ?? "", zoomOutTitle: box.dataset["zoomOut"] ?? "" }).addTo(map);
  const answer = await fetch(story.map_url);
  const borders = answer.ok ? ((await answer.json()) as Borders) : null;
  const flip = (ring: number[][]): L.LatLngTuple[] => ring.map(([lon, lat]) => [lat ?? 0, lon ?? 0]);
  map.fitBounds(borders?.box ?? L.latLngBounds(story.shapes.map((s) => [s.lat, s.lon])));
  const regions = new Set(story.shapes.filter((s) => s.kind === "country").map((s) => s.country));
  if (borders) {
    for (const [code, polygons] of Object.entries(borders.land)) {
      const shape = L.polygon(polygons.map((rings) => rings.map(flip)), { className: "land", interactive: false }).addTo(map);
      if (regions.has(code)) shape.getElement()?.classList.add("named");
    }
    L.polyline(borders.lines.map(flip), { className: "border", interactive: false }).addTo(map);
    L.polyline(borders.disputed.map(flip), { className: "disputed", interactive: false }).addTo(map);
    for (const c of borders.claimed) L.circle([c.lat, c.lon], { radius: c.radius_m, className: "disputed", interactive: false }).addTo(map);
  }
  const names: Name[] = [];
  const layers = story.shapes.map((shape) => {
    const land = shape.kind === "country" ? borders?.land[shape.country] : undefined;
    const className = shape.region ? "shaded" : "spot";
    const layer = land
      ? L.polygon(land.map((rings) => rings.map(flip)), { className })
      : L.circle([shape.lat, shape.lon], { radius: Math.max(shape.radius_m, 400), className });
    layer.addTo(map).bindTooltip(shape.said);
    layer.on("click", () => opened(shape.id));
    if (!shape.region) {
      // A point beside the circle: from afar the circle of a base is smaller than a pixel.
      L.circleMarker([shape.lat, shape.lon], { radius: 4, className: "spot", interactive: false }).addTo(map);
      names.push({ at: L.latLng(shape.lat, shape.lon), name: shape.name, shown: null });
    }
    return { shape, layer };
  });
  label(map, names);
  map.on("zoomend", () => label(map, names));
  return {
    show(shown) {
      for (const { shape, layer } of layers) layer.getElement()?.classList.toggle("out", !shape.claims.some((c) => shown.has(c)));
    },
    point(claim) {
      for (const { shape, layer } of layers) layer.getElement()?.classList.toggle("pointed", claim !== null && shape.claims.includes(claim));
    },
  };
}

interface Name {
  at: L.LatLng;
  name: string;
  shown: L.Tooltip | null;
}
type Side = "right" | "left" | "bottom" | "top";
const SIDES: [Side, (width: number) => [number, number]][] = [
  ["right", () => [8, -9]],
  ["left", (width) => [-8 - width, -9]],
  ["bottom", (width) => [-width / 2, 6]],
  ["top", (width) => [-width / 2, -24]],
];

/** The names of places, each on a side of its own where it covers no other name; where there is none, it waits for
 * the map to come closer, and stands in the list below. */
function label(map: L.Map, names: Name[]): void {
  const taken: L.Bounds[] = [];
  for (const one of names) {
    one.shown?.remove();
    const point = map.latLngToContainerPoint(one.at);
    const width = one.name.length * 7;
    const box = (corner: [number, number]): L.Bounds => L.bounds(point.add(corner), point.add(corner).add([width, 18]));
    const free = SIDES.find(([, corner]) => !taken.some((other) => other.overlaps(box(corner(width)))));
    one.shown = null;
    if (!free) continue;
    taken.push(box(free[1](width)));
    const offset: L.PointExpression = free[0] === "right" ? [6, 0] : free[0] === "left" ? [-6, 0] : free[0] === "bottom" ? [0, 4] : [0, -4];
    one.shown = L.tooltip({ permanent: true, direction: free[0], className: "name", offset }).setLatLng(one.at).setContent(escaped(one.name)).addTo(map);
  }
}

/** Leaflet takes strings for markup: a text node's words as such. */
function escaped(text: string): HTMLElement {
  const made = document.createElement("span");
  made.textContent = text;
  return made;
}

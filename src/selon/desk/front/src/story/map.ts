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
      L.tooltip({ permanent: true, direction: "right", className: "name", offset: [6, 0] }).setLatLng([shape.lat, shape.lon]).setContent(escaped(shape.name)).addTo(map);
    }
    return { shape, layer };
  });
  return {
    show(shown) {
      for (const { shape, layer } of layers) layer.getElement()?.classList.toggle("out", !shape.claims.some((c) => shown.has(c)));
    },
    point(claim) {
      for (const { shape, layer } of layers) layer.getElement()?.classList.toggle("pointed", claim !== null && shape.claims.includes(claim));
    },
  };
}

/** Leaflet takes strings for markup: a text node's words as such. */
function escaped(text: string): HTMLElement {
  const made = document.createElement("span");
  made.textContent = text;
  return made;
}

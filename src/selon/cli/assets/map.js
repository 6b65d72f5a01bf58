"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const map = L.map("map", { zoomSnap: 0.25, attributionControl: false });
const view = L.latLngBounds(data.box);
map.fitBounds(view);
const canvas = L.canvas({ padding: 0.5 });
const flip = (ring) => ring.map(([lon, lat]) => [lat, lon]);

const ground = { renderer: canvas, stroke: false, fillColor: "#f6f4ec", fillOpacity: 1, interactive: false };
for (const polygons of Object.values(data.land)) {
  for (const rings of polygons) L.polygon(rings.map(flip), ground).addTo(map);
}
const edge = { renderer: canvas, color: "#8a8577", weight: 1, interactive: false };
for (const line of data.lines) L.polyline(flip(line), edge).addTo(map);
for (const line of data.disputed) L.polyline(flip(line), { ...edge, color: "#a4472f", dashArray: "6 5", weight: 1.4 }).addTo(map);

for (const land of data.claimed) {
  const style = { color: "#a4472f", dashArray: "2 5", weight: 1, fill: true, fillOpacity: 0.03 };
  L.circle([land.lat, land.lon], { radius: land.radius, ...style })
    .bindTooltip(`${land.name}: claimed by ${land.claimants}`, { sticky: true })
    .addTo(map);
}

const text = (words, tag = "div") => Object.assign(document.createElement(tag), { textContent: words });
const about = (mark) => {
  const box = document.createElement("div");
  box.append(text(mark.name, "b"), text(`${mark.kind}${mark.inside ? ", " + mark.inside : ""}`));
  box.append(text(`± ${mark.about}, score ${mark.score}`));
  if (mark.claimants) box.append(text(`claimed by ${mark.claimants}`));
  if (mark.note) box.append(text(mark.note, "i"));
  box.append(text(`“${[...new Set(mark.words)].join("”, “")}”`));
  if (mark.why) box.append(text(mark.why, "small"));
  return box;
};
const circles = data.marks.map((mark) => {
  const style = mark.wide
    ? { color: "#34617c", weight: 1, dashArray: mark.claimants ? "6 5" : null, fillColor: "#34617c", fillOpacity: 0.1 }
    : { color: "#b3261e", weight: 2, dashArray: mark.claimants ? "6 5" : null, fillColor: "#b3261e", fillOpacity: 0.25 };
  const at = [mark.lat, mark.lon];
  const outline = mark.country ? data.land[mark.country] : undefined;
  const circle = outline
    ? L.polygon(outline.map((rings) => rings.map(flip)), { ...style, stroke: false }).addTo(map)
    : L.circle(at, { radius: mark.radius, ...style });
  // A country that lies outside the map is listed beside it only.
  if (mark.country && !outline) return circle;
  circle.addTo(map).bindPopup(about(mark));
  if (!mark.wide) L.circleMarker(at, { radius: 3, stroke: false, fillColor: "#b3261e", fillOpacity: 1, interactive: false }).addTo(map);
  if (mark.country && !view.contains(at)) return circle;
  const name = mark.words[0].length < 30 ? mark.words[0] : mark.name;
  circle.bindTooltip(name, { permanent: true, direction: mark.wide ? "center" : "right", className: mark.wide ? "name wide" : "name" });
  return circle;
});
document.querySelectorAll("[data-mark]").forEach((item) => {
  item.tabIndex = 0;
  const show = () => {
    const circle = circles[item.dataset.mark];
    if (!map.hasLayer(circle)) return;
    map.fitBounds(circle.getBounds().pad(1.5), { maxZoom: 10 });
    circle.openPopup();
  };
  item.addEventListener("click", show);
  item.addEventListener("keydown", (event) => event.key === "Enter" && show());
});

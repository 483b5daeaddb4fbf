/* The small signs of the drawing: stations on their track, schools in their ring. They are where they are:
   names and one another give way to them. */

import { overlap } from "./ground_labels.js";

const STATIONS = { station: [20, 11], away: [9, 9] }; // px: a pill on the track, a dot outside of the city
const SCHOOLS_FROM = 15;
const SCHOOL = 8; // px, half of the ring

/* every mark of a zoom with its box, in pixels of the zoom; a school gives way to markers (`boxes`) */
export function marksOf(drawing, zoom, boxes) {
  const scale = 2 ** zoom;
  const mark = (category, x, y, across, down) => ({ category, x, y, box: [x - across, y - down, x + across, y + down] });
  const marks = [];
  for (const { category, at, zooms } of drawing.names) {
    if (!(category in STATIONS) || zoom < zooms[0]) continue;
    const [across, down] = STATIONS[category];
    marks.push(mark(category, at[0] * scale, at[1] * scale, across / 2, down / 2));
  }
  if (zoom < SCHOOLS_FROM) return marks;
  for (const points of (drawing.dots.school || []).flatMap((part) => part.paths)) {
    for (let i = 0; i < points.length; i += 2) {
      const school = mark("school", points[i] * scale, points[i + 1] * scale, SCHOOL, SCHOOL);
      const met = boxes.some((box) => overlap(box, school.box)) || marks.some((other) => overlap(other.box, school.box));
      if (!met) marks.push(school);
    }
  }
  return marks;
}

/* `sign` is what stands in the ring of a school */
export function paintMarks(marks, context, origin, colours, font, sign) {
  for (const { category, x, y } of marks) {
    if (category in STATIONS) paintStation(context, x - origin.x, y - origin.y, category, colours);
    else paintSchool(context, x - origin.x, y - origin.y, colours, font, sign);
  }
}

function paintStation(context, x, y, category, colours) {
  const [width, height] = STATIONS[category];
  const [end, radius] = [(width - height) / 2, height / 2];
  context.beginPath();
  context.arc(x - end, y, radius, Math.PI / 2, -Math.PI / 2);
  context.arc(x + end, y, radius, -Math.PI / 2, Math.PI / 2);
  context.closePath();
  context.fillStyle = colours.land;
  context.strokeStyle = category === "away" ? colours.neighbour : colours.station;
  context.lineWidth = category === "away" ? 1.4 : 2;
  context.fill();
  context.stroke();
}

function paintSchool(context, x, y, colours, font, sign) {
  context.beginPath();
  context.arc(x, y, SCHOOL - 0.7, 0, 2 * Math.PI);
  context.fillStyle = colours.land;
  context.strokeStyle = colours.school;
  context.lineWidth = 1.2;
  context.fill();
  context.stroke();
  context.fillStyle = colours.school;
  context.font = `400 10px ${font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(sign, x, y + 0.5);
}

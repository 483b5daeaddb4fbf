/* Groups of a zoom: each site joins the nearest earlier one that is closer than `near`, found through a grid. */

export const FAR = 13; // up to this zoom all that stands close together is one number, areas too

const FEW = 200; // up to so many sites the groups may stand closer together
const CLOSE = { far: 44, few: 36, many: 64 }; // px between two groups
const TOGETHER = 26; // px at the last zoom: places closer than this never part, they share one list
const ROW = 67108864; // more cells than a row of the grid can have

/* The groups of a zoom (`end` is the map's last): {key, x, y (pixels of that zoom), sites, places, count, kind}.
   The areas are among them from afar only; nearer they are laid out on their own. */
export function groupsAt(sites, zoom, end) {
  const near = zoom >= end ? TOGETHER : sites.length > FEW ? CLOSE.many : zoom > FAR ? CLOSE.few : CLOSE.far;
  const scale = 2 ** zoom;
  const apart = zoom > FAR; // from there on the landmark stands by itself
  const cells = new Map();
  const groups = [];
  for (let s = 0; s < sites.length; s++) {
    const site = sites[s];
    if (apart && site.area) continue;
    const x = site.x * scale;
    const y = site.y * scale;
    const alone = apart && site.landmark >= 0;
    const best = alone ? null : nearest(cells, x, y, near);
    if (best) {
      best.sites.push(s);
      best.count += site.members.length;
      continue;
    }
    const group = { key: s, x, y, dx: 0, dy: 0, sites: [s], count: site.members.length, kind: "" };
    groups.push(group);
    if (alone) continue;
    const id = Math.floor(x / near) * ROW + Math.floor(y / near);
    const cell = cells.get(id);
    if (cell) cell.push(group);
    else cells.set(id, [group]);
  }
  for (const group of groups) group.kind = kindOf(group, sites, end);
  return groups;
}

function nearest(cells, x, y, near) {
  const column = Math.floor(x / near);
  const row = Math.floor(y / near);
  let best = null;
  let least = near * near;
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) {
      for (const group of cells.get((column + dx) * ROW + row + dy) || []) {
        const distance = (group.x - x) ** 2 + (group.y - y) ** 2;
        if (distance >= least) continue;
        least = distance;
        best = group;
      }
    }
  }
  return best;
}

function kindOf(group, sites, end) {
  if (group.sites.length === 1) {
    const site = sites[group.sites[0]];
    if (site.landmark >= 0) return "landmark";
    return site.members.length === 1 ? "place" : "site";
  }
  const scale = 2 ** end;
  const first = sites[group.sites[0]];
  const close = group.sites.every((s) => !sites[s].area && Math.hypot(sites[s].x - first.x, sites[s].y - first.y) * scale < TOGETHER);
  return close ? "site" : "cluster";
}

/* the places of a group, by number */
export const membersOf = (group, sites) => group.places || group.sites.flatMap((s) => sites[s].members);

/* ---- what the eye sees of a group, as the styles in map.css draw it ---- */

export const SIZES = [[13.5, "small"], [15.5, "middle"], [Infinity, "large"]];
export const sizeAt = (zoom) => SIZES.find(([limit]) => zoom <= limit)[1];
export const MARKER = { small: 18, middle: 30, large: 36 };
const LANDMARK = { small: 26, middle: 44, large: 54 };
const HALF = { cluster: 20, many: 24, site: 22.5, area: 20, chosen: 29 };
const COUNT = { small: [12, -10, 8], middle: [19, -15, 10], landmark: [-20, -15, 10], chosen: [22, -20, 10] }; // x, y, half

/* [minX, minY, maxX, maxY] in pixels of the zoom */
export function boxOf(group, sites, size) {
  const site = sites[group.sites[0]];
  const large = site.landmark >= 0 && (group.kind === "landmark" || group.place === site.landmark);
  const half = halfOf(group, site, size, large);
  const x = group.x + group.dx;
  const y = group.y + group.dy;
  const box = [x - half, y - half, x + half, y + half];
  if (group.count < 2 || !["landmark", "chosen", "place"].includes(group.kind)) return box;
  const [dx, dy, around] = COUNT[large ? "landmark" : group.kind === "chosen" ? "chosen" : size === "small" ? "small" : "middle"];
  return [Math.min(box[0], x + dx - around), Math.min(box[1], y + dy - around), Math.max(box[2], x + dx + around), Math.max(box[3], y + dy + around)];
}

function halfOf(group, site, size, large) {
  if (group.kind === "chosen") return HALF.chosen;
  if (group.kind === "cluster") return group.count > 99 ? HALF.many : HALF.cluster;
  if (group.kind === "site") return site.area ? HALF.area : HALF.site;
  return (large ? LANDMARK : MARKER)[size] / 2;
}

/* Boxes: [minX, minY, maxX, maxY], in pixels of a zoom. */

export const EVERYWHERE = [-Infinity, -Infinity, Infinity, Infinity];

export const around = (x, y, width, height) => [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
export const grown = ([minX, minY, maxX, maxY], by) => [minX - by, minY - by, maxX + by, maxY + by];
export const boxOfBounds = ({ min, max }) => [min.x, min.y, max.x, max.y];
export const holds = (box, x, y) => x > box[0] && x < box[2] && y > box[1] && y < box[3];
export const meet = (one, other) => one[2] > other[0] && one[0] < other[2] && one[3] > other[1] && one[1] < other[3];

/** Gathering pins that would touch one another. Plain arithmetic: no map, no page. */

const CELL = 64; // px; pins in one cell of this grid stand together
const APART = 46; // px; groups nearer than this are merged, so that each can be pressed

/**
 * Points in groups, for one zoom.
 * @template P
 * @param {P[]} points
 * @param {(point: P) => {x: number, y: number}} project to pixels of the whole world at the zoom
 * @returns {{points: P[], x: number, y: number}[]} where x and y are the middle of the group
 */
export function groupPoints(points, project) {
  const cells = new Map();
  for (const point of points) {
    const { x, y } = project(point);
    addTo(cells, `${Math.floor(x / CELL)}:${Math.floor(y / CELL)}`, { points: [point], x, y });
  }
  let groups = [...cells.values()];
  for (let before = Infinity; groups.length < before; ) {
    before = groups.length;
    groups = mergeTouching(groups);
  }
  return groups;
}

/** One pass over the groups: each joins an earlier one that it would touch. */
function mergeTouching(groups) {
  const kept = [];
  const near = new Map(); // cell -> kept groups whose middle lies in it
  for (const group of groups) {
    const column = Math.floor(group.x / CELL);
    const row = Math.floor(group.y / CELL);
    const other = neighbours(near, column, row).find((kin) => Math.hypot(kin.x - group.x, kin.y - group.y) < APART);
    if (other) {
      Object.assign(other, joined(other, group));
      continue;
    }
    kept.push(group);
    const key = `${column}:${row}`;
    near.set(key, [...(near.get(key) ?? []), group]);
  }
  return kept;
}

function neighbours(near, column, row) {
  const found = [];
  for (let x = column - 1; x <= column + 1; x += 1) {
    for (let y = row - 1; y <= row + 1; y += 1) found.push(...(near.get(`${x}:${y}`) ?? []));
  }
  return found;
}

function addTo(cells, key, group) {
  const there = cells.get(key);
  cells.set(key, there ? joined(there, group) : group);
}

function joined(a, b) {
  const [m, n] = [a.points.length, b.points.length];
  return {
    points: a.points.concat(b.points),
    x: (a.x * m + b.x * n) / (m + n),
    y: (a.y * m + b.y * n) / (m + n),
  };
}

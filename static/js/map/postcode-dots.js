/**
 * What the drawn map shows close by, where there are no street tiles: a soft dot for each
 * postcode, so that rows of them look like the streets they are, and their names.
 */

const TILE_ZOOM = 13; // the server's, as in places/postcode_tiles.py
const STEPS = 4096; // so are these, along a tile's side
const TILE = 256; // px of a tile at its own zoom
const FROM = 14.5; // further off the dots run together, and a phone would fetch many
const UNITS_FROM = 15.75; // from here on each dot has room for its own name
const RADIUS = 27; // metres; neighbours along a street nearly touch
const A_FEW = 5; // postcodes of a sector in view: with fewer it is somewhere else

/**
 * @param {L.Map} map fires `postcodesdrawn` when more have come
 * @returns {() => {name: string, lat: number, lon: number}[]} what to write at the present view
 */
export function addPostcodeDots(map) {
  const pane = map.createPane("postcodes");
  pane.style.zIndex = 215;
  const renderer = L.canvas({ pane: "postcodes", padding: 0.2 });
  const layer = L.layerGroup();
  const colour = getComputedStyle(map.getContainer()).getPropertyValue("--map-street").trim() || "#d3ccb9";
  const tiles = new Map(); // "x/y" -> the names in it, once they have come

  async function fetchTile(key) {
    tiles.set(key, []);
    try {
      const answer = await fetch(`/postcodes/${key}.json`);
      if (!answer.ok) return;
      const names = readTile(map, await answer.json(), ...key.split("/").map(Number));
      tiles.set(key, names);
      for (const { lat, lon } of names) {
        L.circle([lat, lon], {
          radius: RADIUS, renderer, pane: "postcodes", interactive: false, stroke: false, fillColor: colour, fillOpacity: 1,
        }).addTo(layer);
      }
      map.fire("postcodesdrawn");
    } catch {
      tiles.delete(key); // asked for again when the map moves
    }
  }

  function refresh() {
    if (map.getZoom() < FROM) return void layer.remove();
    layer.addTo(map);
    for (const key of tilesIn(map)) if (!tiles.has(key)) fetchTile(key);
  }
  map.on("moveend", refresh);
  refresh();

  return () => {
    if (map.getZoom() < FROM) return [];
    const view = map.getBounds();
    const near = tilesIn(map).flatMap((key) => tiles.get(key) ?? []).filter(({ lat, lon }) => view.contains([lat, lon]));
    const units = map.getZoom() < UNITS_FROM ? [] : near.filter(({ unit }) => unit);
    return [...sectorsOf(near), ...units.map((each) => ({ ...each, name: `${each.sector}${each.unit}`, kind: "unit" }))];
  };
}

/** The tiles that the view touches, as `x/y`. */
function tilesIn(map) {
  const view = map.getBounds();
  const corner = (at) => map.project(at, TILE_ZOOM).divideBy(TILE).floor();
  const [from, to] = [corner(view.getNorthWest()), corner(view.getSouthEast())];
  const keys = [];
  for (let x = from.x; x <= to.x; x += 1) for (let y = from.y; y <= to.y; y += 1) keys.push(`${x}/${y}`);
  return keys;
}

/** Every postcode of a tile: its sector, what follows it, and where it is. */
function readTile(map, sectors, x, y) {
  const place = (steps, corner) => (corner + steps / STEPS) * TILE;
  return Object.entries(sectors).flatMap(([sector, { units, x: across, y: down }]) =>
    units.map((unit, n) => {
      const { lat, lng } = map.unproject([place(across[n], x), place(down[n], y)], TILE_ZOOM);
      return { sector, unit, lat, lon: lng };
    }),
  );
}

/** Each sector in view once, at the postcode of it that stands most in the middle. */
function sectorsOf(postcodes) {
  const sectors = new Map();
  for (const each of postcodes) sectors.set(each.sector, [...(sectors.get(each.sector) ?? []), each]);
  const many = [...sectors.entries()].filter(([, all]) => all.length >= A_FEW);
  return many.map(([name, all]) => {
    const middle = (key) => all.map((each) => each[key]).sort((a, b) => a - b)[all.length >> 1];
    return { name, lat: middle("lat"), lon: middle("lon"), kind: "sector" };
  });
}

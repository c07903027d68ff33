// Reduces two npm packages to what Maillage needs; called by bin/france-data.
import {readFileSync, writeFileSync} from 'node:fs';
import {gzipSync} from 'node:zlib';

const [administrative, outlines, target] = process.argv.slice(2);
const read = name => JSON.parse(readFileSync(`${administrative}/data/${name}.json`, 'utf8'));
const typographic = name => name.replaceAll("'", '’');
const byFirst = (a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
const write = (name, rows) => {
  const text = rows.map(row => row.join('\t') + '\n').join('');
  writeFileSync(`${target}/${name}`, name.endsWith('.gz') ? gzipSync(text, {level: 9}) : text);
  console.log(`${name}: ${rows.length} rows`);
};

// code, name, region
const regions = new Map(read('regions').map(region => [region.code, region.nom]));
write('departments.tsv', read('departements')
  .map(d => [d.code, typographic(d.nom), typographic(regions.get(d.region))]).sort(byFirst));

// code, department, name, inhabitants, postcodes, other names: former communes that live on inside this one
const all = read('communes');
const communes = new Map(all.filter(c => c.type === 'commune-actuelle').map(c => [c.code, {...c, others: new Set()}]));
for (const part of all) {
  const whole = communes.get(part.chefLieu ?? part.commune);
  if (whole && part.type !== 'commune-actuelle' && part.nom !== whole.nom) whole.others.add(typographic(part.nom));
}
write('communes.tsv.gz', [...communes.values()].map(c => [
  c.code, c.departement, typographic(c.nom), c.population ?? 0,
  [...new Set(c.codesPostaux ?? [])].sort().join(','), [...c.others].sort().join('|'),
]).sort(byFirst));

// code, bounds (left, top, right, bottom), middle (x, y), path; tenths of the map's unit, as whole numbers
const map = {};
new Function('module', readFileSync(`${outlines}/index.js`, 'utf8').replace('export default', 'module.exports ='))(map);
write('outlines.tsv', map.exports.locations.map(({id, path}) => {
  const rings = [];
  let x = 0, y = 0;
  for (const [, command, numbers] of path.matchAll(/([mz])([^mz]*)/g)) {
    if (command === 'z') { [x, y] = rings.at(-1)[0]; continue; } // a closed ring ends where it began
    const ring = [];
    const values = numbers.trim().split(/[ ,]+/).map(Number);
    for (let i = 0; i < values.length; i += 2) ring.push([x += values[i], y += values[i + 1]]);
    rings.push(ring);
  }
  const tenths = rings.map(ring => ring.map(point => point.map(v => Math.round(v * 10))));
  const xs = tenths.flat().map(p => p[0]), ys = tenths.flat().map(p => p[1]);
  const shape = tenths.map(ring => {
    let [px, py] = ring[0], steps = '';
    for (const [qx, qy] of ring.slice(1)) {
      if (qx === px && qy === py) continue;
      steps += ` ${qx - px} ${qy - py}`;
      [px, py] = [qx, qy];
    }
    return `M${ring[0][0]} ${ring[0][1]}l${steps.trim()}z`;
  }).join('');
  const [cx, cy] = middle(tenths.reduce((a, b) => (Math.abs(area(a)) >= Math.abs(area(b)) ? a : b)));
  return [id.toUpperCase(), Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys), cx, cy, shape];
}).sort(byFirst));

function area(ring) {
  return ring.reduce((sum, [x, y], i) => {
    const [u, v] = ring[(i + 1) % ring.length];
    return sum + x * v - u * y;
  }, 0) / 2;
}

function middle(ring) {
  let cx = 0, cy = 0;
  ring.forEach(([x, y], i) => {
    const [u, v] = ring[(i + 1) % ring.length], cross = x * v - u * y;
    cx += (x + u) * cross;
    cy += (y + v) * cross;
  });
  return [cx, cy].map(c => Math.round(c / (6 * area(ring))));
}

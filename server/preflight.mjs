// Plain JavaScript on purpose: it has to run, and say what is wrong, under a Node that cannot run the rest.
const OLDEST = [22, 18];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  process.stderr.write(`Upgrade Desk needs Node ${OLDEST.join('.')} or newer and this is ${process.versions.node}: run it through npm (npm start), which brings its own Node 24, or install Node 24.\n`);
  process.exit(1);
}

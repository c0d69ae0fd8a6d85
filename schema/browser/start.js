// Puts the style, the favourites and two settings of cartelgraph where Neo4j Browser keeps its own, and goes
// on to Browser with the guide open. What the user made stays; only what is ours is replaced.

const stored = (key, otherwise) => JSON.parse(localStorage.getItem(`neo4j.${key}`)) ?? otherwise;
const store = (key, value) => localStorage.setItem(`neo4j.${key}`, JSON.stringify(value));
const isOurs = ({ id }) => String(id).startsWith("cartelgraph");

async function setUp() {
  const response = await fetch("setup.json");
  if (!response.ok) throw new Error(`setup.json: ${response.status} ${response.statusText}`);
  const { style, folder, favourites, settings } = await response.json();
  // A later rule wins, and the rule of a kind must win over that of its type: ours go last, in our order.
  const others = Object.entries(stored("grass", {})).filter(([selector]) => !(selector in style));
  store("grass", { ...Object.fromEntries(others), ...style });
  store("folders", [...stored("folders", []).filter((one) => !isOurs(one)), folder]);
  store("documents", [...stored("documents", []).filter((one) => !isOurs(one)), ...favourites]);
  store("settings", { ...stored("settings", {}), ...settings });
}

// Until somebody is logged in, Browser opens guides from the host name `localhost` only.
if (location.hostname === "127.0.0.1") {
  location.hostname = "localhost";
} else {
  try {
    await setUp();
    const guide = new URL("guide.html", location).href;
    location.replace(`../?${location.search.slice(1)}&cmd=guide&arg=${guide}`);
  } catch (error) {
    document.getElementById("said").textContent = `This did not work: ${error.message}`;
  }
}

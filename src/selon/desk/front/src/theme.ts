// Runs before the page is drawn, as a classic script, so that a chosen theme never flashes.
const root = document.documentElement;
root.classList.add("js");
try {
  const theme = localStorage.getItem("selon-theme");
  if (theme === "light" || theme === "dark") root.dataset["theme"] = theme;
} catch {
  // Storage may be forbidden: the system's theme it is.
}

import { defineConfig } from "vite";

const entries = ["theme", "main", "dispatches", "story", "review", "due", "add"];

export default defineConfig({
  base: "/static/",
  publicDir: false,
  build: {
    outDir: "../static",
    emptyOutDir: true,
    manifest: true,
    // The pages' policy allows no data: fonts, and inlined pictures would be sent with every page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: entries.map((name) => `src/${name}.ts`) },
  },
});

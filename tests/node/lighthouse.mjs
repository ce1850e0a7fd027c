// What Lighthouse says of pages, one after the other in one browser.
// On standard input {chromium, flags, categories, pages}; prints for each page
// {scores: {category: 0 to 100}, lost: ["audit: what it says"], metrics: {id: words}, warnings}.
import { text } from "node:stream/consumers";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const { chromium, flags, categories, pages } = JSON.parse(await text(process.stdin));
const settings = { onlyCategories: categories, disableFullPageScreenshot: true, logLevel: "error" };
const browser = await launch({ chromePath: chromium, chromeFlags: ["--headless", ...flags] });
const found = [];
try {
  for (const page of pages) {
    const { lhr } = await lighthouse(page, { ...settings, port: browser.port });
    if (lhr.runtimeError) throw new Error(`${page}: ${lhr.runtimeError.message}`);
    found.push(said(lhr));
  }
} finally {
  browser.kill();
}
console.log(JSON.stringify(found));

function said({ categories, audits, runWarnings }) {
  const counted = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
  const measured = counted.filter(({ group }) => group === "metrics").map(({ id }) => audits[id]);
  const lost = counted.map(({ id }) => audits[id]).filter(({ score }) => score !== null && score < 1);
  return {
    scores: Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, Math.round(score * 100)])),
    lost: lost.map(({ id, title, displayValue, details }) =>
      [id, title, displayValue, JSON.stringify(details?.items)?.slice(0, 500)].filter(Boolean).join(": "),
    ),
    metrics: Object.fromEntries(measured.map(({ id, displayValue }) => [id, displayValue])),
    warnings: runWarnings,
  };
}

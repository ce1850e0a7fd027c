// Marks in the contents of the page the part that is being read: the last one whose heading has passed the header.
{
  const ACTIVE = "md-nav__link--active";
  const parts = [...document.querySelectorAll(".kb-toc a")].map((link) => ({
    link,
    heading: document.getElementById(link.hash.slice(1)),
  }));

  const mark = () => {
    const line = document.querySelector(".md-header").getBoundingClientRect().bottom + 0.2 * innerHeight;
    const read = parts.findLast(({ heading }) => heading.getBoundingClientRect().top < line);
    for (const { link } of parts) link.classList.toggle(ACTIVE, link === read?.link);
  };

  let asked = false; // once a frame is enough
  const ask = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      mark();
    });
  };
  addEventListener("scroll", ask, { passive: true });
  addEventListener("resize", ask, { passive: true });
  ask();
}

"use strict";

/* The beat on top: the last that was stepped to. Its predecessors lie under it. */
const reached = (slide) => [...slide.querySelectorAll("figure.visible")];
const upper = () => reached(Reveal.getCurrentSlide()).at(-1);
const video = () => upper()?.querySelector("video");

function play(clip) {
  clip.currentTime = 0;
  // Whoever goes on at once interrupts it, which is no error.
  clip.play().catch(() => {});
}

/* Rest where the clip ends. */
function rest(clip) {
  const end = () => {
    clip.currentTime = clip.duration;
  };
  clip.pause();
  if (clip.readyState) end();
  else clip.addEventListener("loadedmetadata", end, { once: true });
}

/* Leave everything but the beat on top: what lies under it at its end, what is to come at its start. */
function leaveOthers() {
  for (const clip of document.querySelectorAll("video")) {
    if (clip === video()) continue;
    if (!clip.closest(".visible")) {
      clip.pause();
      if (clip.currentTime) clip.currentTime = 0;
    } else if (!clip.ended && clip.hasAttribute("src")) rest(clip);
  }
  // Only what is on top is read aloud and can be reached.
  for (const slide of document.querySelectorAll(".slides > section")) {
    const top = reached(slide).at(-1) ?? slide.querySelector(".opening");
    for (const layer of slide.querySelectorAll(".opening, figure")) layer.toggleAttribute("inert", layer !== top);
  }
}

Reveal.on("fragmentshown", () => {
  leaveOthers();
  if (video()) play(video());
});
for (const event of ["ready", "fragmenthidden", "slidechanged"]) {
  Reveal.on(event, () => {
    leaveOthers();
    if (video()?.loop) play(video());
    else if (video()) rest(video());
  });
}

document.addEventListener("click", ({ target }) => {
  if (!target.closest("figure")) return;
  if (video().paused && !video().ended) video().play();
  else video().pause();
});

Reveal.initialize({
  width: 1280,
  height: 720,
  margin: 0,
  center: false,
  hash: true,
  controlsTutorial: false,
  transition: "none",
  autoPlayMedia: false,
  // A browser keeps some seventy players at most, and a scene has about seven beats.
  viewDistance: 2,
  mobileViewDistance: 2,
  plugins: [RevealNotes],
});
Reveal.addKeyBinding({ keyCode: 82, key: "R", description: "Play this beat again" }, () => {
  if (video()) play(video());
});

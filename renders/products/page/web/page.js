"use strict";

/* The address says what is watched: #Kink, #Kink&beat=held, #film&beat=Kink.held, #t=63. */

const about = JSON.parse(document.getElementById("about").textContent);
const root = document.documentElement;
const part = Object.fromEntries([...document.querySelectorAll("[id]")].map((element) => [element.id, element]));
const { video, stage, caption, chapters } = part;

const scenes = about.scenes.map((scene) => ({ ...scene, scenes: [{ ...scene, start: 0 }] }));
const last = about.scenes.at(-1);
const film = { ...about.film, frames: last.start + last.frames, spoken: about.scenes.some((scene) => scene.spoken), scenes: about.scenes };
const pieces = about.film ? [film, ...scenes] : scenes;
let shown = null;

/* The second in the middle of a frame, where a player surely shows it. */
const middle = (frame) => (frame + 0.5) / about.fps;
const clock = (frame) => {
  const seconds = Math.floor(frame / about.fps);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

/* --- What is watched --- */

function show(piece) {
  shown = piece;
  const file = `${about.folder}/${piece.name}`;
  if (video.getAttribute("src") !== `${file}.mp4`) {
    video.poster = `${file}.png`;
    video.src = `${file}.mp4`;
  }
  video.setAttribute("aria-label", piece.title);
  part.watching.textContent = piece.title;
  part.length.textContent = clock(piece.frames);
  part.size.textContent = about.sizes[piece.name];
  for (const link of document.querySelectorAll("a[data-suffix]")) link.href = file + link.dataset.suffix;
  part.back.hidden = piece === pieces[0];
  fillTracks(piece);
  listChapters(piece);
  showTime();
  showSound();
}

/* Go where the address says, if it says anything; whether it did. */
function follow(address) {
  const said = new URLSearchParams(address.slice(1));
  const names = [...said.keys()].map((name) => name.toLowerCase());
  const piece = pieces.find((each) => names.includes(each.name.toLowerCase()));
  if (!piece && !said.has("t")) return false;
  if (shown !== (piece ?? pieces[0])) show(piece ?? pieces[0]);
  const beat = marks.beats.find((each) => each.name === said.get("beat"));
  jump(beat ? middle(beat.frame) : Number(said.get("t")) || 0);
  return true;
}

let due = 0;
function jump(seconds) {
  due = Math.min(Math.max(seconds, 0), middle(shown.frames - 1));
  if (video.readyState) video.currentTime = due;
}
video.addEventListener("loadedmetadata", () => {
  if (due) video.currentTime = due;
});

/* A second click on a link changes no address, and yet is meant: so clicks are followed, not changes. */
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !follow(link.hash)) return;
  event.preventDefault();
  if (link.hash !== location.hash) history.pushState(null, "", link.hash);
  // Who interrupts it at once makes no mistake.
  if (link.id !== "moment") video.play().catch(() => {});
  if (!link.closest("#player") || link === part.back) {
    part.play.focus({ preventScroll: true });
    stage.scrollIntoView({ block: "nearest" });
  }
});
addEventListener("popstate", () => follow(location.hash || `#${pieces[0].name}`));

/* --- Chapters --- */

let marks = { scenes: [], beats: [] };

function listChapters(piece) {
  marks = { scenes: [], beats: [] };
  const item = (kind, name, title, frame, ...more) => {
    const time = make("span", { className: "time" }, clock(frame));
    const link = make("a", { href: `#${piece.name}&beat=${name}` }, title, time);
    marks[kind].push({ name, frame, link, list: more[0] });
    return make("li", {}, link, ...more);
  };
  const rows = piece.scenes.flatMap((scene) => {
    const name = (beat) => (piece === film ? `${scene.name}.${beat.name}` : beat.name);
    const beats = scene.beats.map((beat) => item("beats", name(beat), beat.title, scene.start + beat.start));
    if (piece !== film) return beats;
    return item("scenes", name(scene.beats[0]), scene.title, scene.start, make("ol", {}, ...beats));
  });
  chapters.replaceChildren(...rows);
  markCurrent();
}

function make(tag, properties, ...content) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...content);
  return element;
}

const frameNow = () => Math.floor(video.currentTime * about.fps + 0.01);
const reached = (list, frame = frameNow()) => list.findLast((mark) => mark.frame <= frame);

function markCurrent() {
  for (const list of Object.values(marks)) {
    const now = reached(list);
    for (const mark of list) {
      const current = mark === now;
      if (mark.list) mark.list.hidden = !current && !mark.list.contains(document.activeElement);
      if (current === mark.link.hasAttribute("aria-current")) continue;
      if (current) mark.link.setAttribute("aria-current", "true");
      else mark.link.removeAttribute("aria-current");
      if (current && !chapters.matches(":hover, :focus-within")) bringIntoView(mark.link);
    }
  }
  part.moment.href = shown === pieces[0] ? `#t=${place()}` : `#${shown.name}&t=${place()}`;
}

const place = () => (video.currentTime || due).toFixed(1);

/* Within its list alone: the page itself stays where the reader has it. */
function bringIntoView(link) {
  const frame = chapters.parentElement;
  const below = link.getBoundingClientRect().top - frame.getBoundingClientRect().top;
  const seen = below >= 0 && below + link.offsetHeight <= frame.clientHeight;
  if (!seen) frame.scrollTop += below - frame.clientHeight / 3;
}

for (const event of ["timeupdate", "seeking", "seeked", "ended"]) {
  video.addEventListener(event, () => {
    markCurrent();
    showTime();
  });
}

/* --- Captions: under the picture, which needs all its room; over it only where nothing else is seen --- */

const tracks = new Map();
for (const [language, { name, tag }] of Object.entries(about.captions)) {
  tracks.set(language, video.addTextTrack("captions", name, tag));
}
const held = new Map();
let chosen = settings.get("captions");
let captioned = "off";

function fillTracks(piece) {
  for (const [language, track] of tracks) {
    for (const cue of held.get(language) ?? []) track.removeCue(cue);
    const cues = piece.scenes.flatMap((scene) =>
      scene.cues[language].map(([start, end, text]) => {
        const plain = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
        return new VTTCue((scene.start + start) / about.fps, (scene.start + end) / about.fps, plain);
      }),
    );
    held.set(language, cues);
    for (const cue of cues) track.addCue(cue);
  }
  say();
}

const alone = () =>
  video.webkitDisplayingFullscreen || [document.fullscreenElement, document.pictureInPictureElement].includes(video);

function choose(language) {
  chosen = language;
  settings.set("captions", language);
  showCaptions();
}

/* Unless a reader chose otherwise, there is something to read where there is nothing to hear. */
function showCaptions() {
  const language = chosen ?? (isSilent() ? about.folder : "off");
  captioned = tracks.has(language) ? language : "off";
  document.querySelector(`input[name=captions][value=${captioned}]`).checked = true;
  setTracks();
  caption.hidden = captioned === "off";
  say();
}

function setTracks() {
  for (const [language, track] of tracks) {
    track.mode = language === captioned && alone() ? "showing" : "hidden";
  }
}

function say() {
  if (captioned === "off") return;
  const cues = [...(tracks.get(captioned).activeCues ?? [])];
  caption.lang = about.captions[captioned].tag;
  caption.replaceChildren(...cues.map((cue) => cue.getCueAsHTML()));
}

for (const track of tracks.values()) track.addEventListener("cuechange", say);
for (const way of ["fullscreenchange", "webkitbeginfullscreen", "webkitendfullscreen"]) {
  video.addEventListener(way, setTracks);
}
for (const way of ["enterpictureinpicture", "leavepictureinpicture"]) video.addEventListener(way, setTracks);
part.captions.addEventListener("change", ({ target }) => choose(target.value));

/* --- Sound --- */

const isSilent = () => !shown.spoken || video.muted || video.volume === 0;

function showSound() {
  part.sound.hidden = !shown.spoken;
  stage.classList.toggle("silent", isSilent());
  part.volume.value = video.muted ? 0 : video.volume * 100;
  showCaptions();
}

function mute() {
  video.muted = !isSilent();
  if (!video.muted && video.volume === 0) video.volume = 0.5;
}

part.mute.addEventListener("click", mute);
part.volume.addEventListener("input", () => {
  video.volume = part.volume.valueAsNumber / 100;
  video.muted = false;
});
video.addEventListener("volumechange", () => {
  settings.set("volume", video.volume);
  settings.set("muted", video.muted ? "on" : "off");
  showSound();
});

/* --- Switches --- */

part.theme.addEventListener("click", () => {
  const usual = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.dataset.theme = (root.dataset.theme ?? usual) === "dark" ? "light" : "dark";
  settings.set("theme", root.dataset.theme);
});

/* The other language's film is not as long: what goes along is the beat, not the time. */
for (const link of document.querySelectorAll("a[hreflang]")) {
  link.addEventListener("click", () => {
    const beat = reached(marks.beats);
    link.hash = beat && frameNow() ? `#${shown.name}&beat=${beat.name}` : `#${shown.name}`;
  });
}

part.full.addEventListener("click", () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (stage.requestFullscreen) stage.requestFullscreen().catch(() => {});
  else video.webkitEnterFullscreen?.();
});

/* --- Controls: under the picture, too --- */

const play = () => (video.paused ? video.play().catch(() => {}) : video.pause());
const skip = (seconds) => () => jump(video.currentTime + seconds);

function showTime() {
  const length = shown.frames / about.fps;
  const now = video.readyState ? video.currentTime : due;
  const clocks = `${clock(now * about.fps)} / ${clock(shown.frames)}`;
  part.seek.max = length;
  part.seek.value = now;
  part.seek.setAttribute("aria-valuetext", clocks);
  part.time.textContent = clocks;
}

for (const element of [part.play, video]) element.addEventListener("click", play);
for (const event of ["play", "pause", "ended"]) {
  video.addEventListener(event, () => stage.classList.toggle("playing", !video.paused && !video.ended));
}
part.seek.addEventListener("input", () => jump(part.seek.valueAsNumber));
part.speed.addEventListener("change", () => {
  video.defaultPlaybackRate = video.playbackRate = Number(part.speed.value);
});

/* --- Keys --- */

const KEYS = {
  " ": play,
  k: play,
  ArrowLeft: skip(-5),
  ArrowRight: skip(5),
  j: skip(-10),
  l: skip(10),
  n: () => {
    const next = marks.beats.find((mark) => mark.frame > frameNow());
    if (next) jump(middle(next.frame));
  },
  p: () => {
    // As on every player: first to the beginning of this one, if that is a while ago.
    const before = reached(marks.beats, frameNow() - 2 * about.fps) ?? marks.beats[0];
    jump(middle(before.frame));
  },
  m: () => shown.spoken && mute(),
  c: () => {
    const choices = ["off", ...tracks.keys()];
    choose(choices[(choices.indexOf(captioned) + 1) % choices.length]);
  },
  f: () => part.full.click(),
};

document.addEventListener("keydown", (event) => {
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  if (!part.shortcuts.checked || ctrlKey || metaKey || altKey || shiftKey) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!Object.hasOwn(KEYS, key)) return;
  // What has the focus keeps the keys that it knows, and who reads far below keeps those that scroll.
  const scrolls = key.length > 1 || key === " ";
  const knows = key === " " ? "button, input:not([type=range]), select, summary" : scrolls ? "input, select" : "select";
  const { top, bottom } = stage.getBoundingClientRect();
  if (event.target.closest(knows) || (scrolls && (bottom < 0 || top > innerHeight))) return;
  event.preventDefault();
  KEYS[key]();
});
part.shortcuts.checked = settings.get("shortcuts") !== "off";
part.shortcuts.addEventListener("change", () => settings.set("shortcuts", part.shortcuts.checked ? "on" : "off"));

addEventListener("beforeprint", () => {
  for (const words of document.querySelectorAll(".words details")) words.open = true;
});

/* --- Begin --- */

for (const element of document.querySelectorAll("#theme, #controls, #keys, nav.chapters")) element.hidden = false;
video.controls = false;
const volume = Number(settings.get("volume") ?? 1);
if (volume >= 0 && volume <= 1) video.volume = volume;
video.muted = settings.get("muted") === "on";
show(pieces[0]);
follow(location.hash);

// Runs in the page that is measured: when things were first there, how soon an input is answered on the screen, how evenly it scrolls.
(() => {
  const PATIENCE_MS = 10_000;
  const first = {};
  let isReady;
  const ready = new Promise((resolve) => (isReady = resolve));
  // Called before a frame is painted: tells when it has been.
  const afterPaint = (done) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(0);
  };
  const painted = (done) => requestAnimationFrame(() => afterPaint(done));
  const noted = { interactive: "#app textarea, #app .quick-text", today: ".row, .says, .empty" };
  const look = () => {
    for (const [name, selector] of Object.entries(noted)) {
      if (first[name] !== undefined || !document.querySelector(selector)) continue;
      first[name] = null;
      painted((at) => {
        first[name] = at;
        if (Object.keys(noted).every((one) => first[one])) isReady();
      });
    }
    if (Object.values(first).filter(Boolean).length < 2) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  const probe = { first, ready, painted: null, asked: 0 };
  const { fetch } = window;
  window.fetch = (...what) => {
    probe.asked += 1;
    return fetch(...what).finally(() => (probe.asked -= 1));
  };
  let watched = null;
  const follow = (one) => {
    if (one !== watched) return;
    if (one.is()) afterPaint((at) => one.done(at - one.begin));
    else requestAnimationFrame(() => follow(one));
  };
  const note = (event) => {
    if (!watched || !event.isTrusted) return;
    const isFirst = watched.begin === null;
    // The last input before it shows: a press ends with its click, a drag with its drop.
    watched.begin = event.timeStamp;
    const one = watched;
    if (isFirst) requestAnimationFrame(() => follow(one));
  };
  for (const kind of ["keydown", "click", "drop"]) addEventListener(kind, note, true);
  probe.watch = (is) => {
    probe.painted = new Promise((done, fail) => {
      watched = { is, done, begin: null };
      setTimeout(() => fail(new Error(`It never showed: ${is}`)), PATIENCE_MS);
    });
    probe.painted.catch(() => undefined);
  };

  // The page lets no text be run, so waiting from outside would fail.
  probe.until = (is) =>
    new Promise((done, fail) => {
      const look = () => (is() ? done() : requestAnimationFrame(look));
      look();
      setTimeout(() => fail(new Error(`It never was: ${is}`)), PATIENCE_MS);
    });

  // Milliseconds between frames while something scrolls.
  probe.frames = [];
  let last = null;
  const frame = (at) => {
    if (last !== null) probe.frames.push(at - last);
    last = at;
    if (probe.counting) requestAnimationFrame(frame);
  };
  probe.count = (on) => {
    probe.counting = on;
    if (!on) return;
    probe.frames = [];
    last = null;
    requestAnimationFrame(frame);
  };

  window.probe = probe;
})();

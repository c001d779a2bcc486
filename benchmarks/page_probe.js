// Runs in the page that is measured: when things were first there.
(() => {
  const first = {};
  let isReady;
  const ready = new Promise((resolve) => (isReady = resolve));
  const painted = (done) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done(performance.now());
      channel.port2.postMessage(0);
    });
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

  window.probe = { first, ready };
})();

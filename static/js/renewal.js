/* A map page that stands open learns of new data: whoever looks at it asks once a minute whether the places have changed. */

const A_WHILE = 60000; // ms

export function keepNew(layer) {
  const ask = () => document.visibilityState === "visible" && layer.renew();
  document.addEventListener("visibilitychange", ask);
  setInterval(ask, A_WHILE);
}

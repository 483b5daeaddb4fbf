/* 「道を見る」: the one link that opens the phone's own map app, in place of the list of all. */

const APPS = [
  [/android/i, "android"],
  [/iphone|ipad|ipod|macintosh/i, "apple"],
];

export function openOwnApp(ways, agent) {
  if (!ways) return;
  const app = APPS.find(([sign]) => sign.test(agent))?.[1] ?? "web";
  const link = ways.querySelector(`[data-app="${app}"]`);
  const summary = ways.querySelector("summary");
  link.className = summary.className;
  link.replaceChildren(...summary.childNodes);
  ways.replaceWith(link);
}

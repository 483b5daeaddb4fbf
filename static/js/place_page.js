/* What the page of a place can do with a script: open the map app, send the page. */

import { offerToShare } from "./share.js";
import { openOwnApp } from "./way_there.js";

openOwnApp(document.querySelector("[data-ways]"), navigator.userAgent);
offerToShare(document.querySelector("[data-share]"));

// Puts the page together: news goes into the model, and the model is shown at most once a frame.

import { link } from './link.js';
import { Model } from './model.js';
import { showVerdict } from './verdict.js';
import { showRate } from './rate.js';
import { showConnections } from './connections.js';
import { showTimeline } from './timeline.js';
import { showTypes } from './types.js';
import { showEvents, startEvents } from './events.js';
import { showOrders, startOrders } from './orders.js';
import { showControls, startControls } from './controls.js';

const VIEWS = [showVerdict, showRate, showConnections, showTimeline, showTypes, showEvents, showOrders, showControls];
const AGES_MILLIS = 1000;

const model = new Model();
let due = false;

function show() {
  if (due) return;
  due = true;
  requestAnimationFrame(() => {
    due = false;
    VIEWS.forEach(view => view(model));
  });
}

startEvents(show);
startOrders();
startControls();
link(
  message => {
    model.take(message);
    show();
  },
  linked => {
    model.linked = linked;
    show();
  });
setInterval(show, AGES_MILLIS);
addEventListener('resize', show);

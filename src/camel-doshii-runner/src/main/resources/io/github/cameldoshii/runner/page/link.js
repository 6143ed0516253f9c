// The WebSocket to the server of this page, held as long as the page is open.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 5000;

/**
 * @param news is called with each message
 * @param changed is called with whether the server can be heard
 */
export function link(news, changed) {
  let wait = FIRST_WAIT;
  const open = () => {
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/page/socket`);
    socket.onmessage = message => {
      wait = FIRST_WAIT;
      changed(true);
      news(JSON.parse(message.data));
    };
    socket.onclose = () => {
      changed(false);
      setTimeout(open, wait);
      wait = Math.min(LONGEST_WAIT, wait * 2);
    };
  };
  open();
}

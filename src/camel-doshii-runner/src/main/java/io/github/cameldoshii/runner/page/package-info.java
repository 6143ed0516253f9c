/**
 * The page in the browser: what routes and simulator do, pushed over a WebSocket. {@link
 * io.github.cameldoshii.runner.page.PagePublisher} asks each {@link io.github.cameldoshii.runner.page.PageSource} a few times a
 * second, on a thread of its own, and only while somebody looks more than once a second; {@link
 * io.github.cameldoshii.runner.page.PageHandler} serves the files and the WebSocket, in the server of the simulator or in a {@link
 * io.github.cameldoshii.runner.page.PageServer}. Nothing here blocks a route or an event loop.
 */
package io.github.cameldoshii.runner.page;

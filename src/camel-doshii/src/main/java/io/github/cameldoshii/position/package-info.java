/**
 * Up to when all that was received is finished, and where that and the delivery history are kept: in memory, in a file, in a
 * database. The state repositories here are what option {@code positionStore} makes, and beans for who wants other settings;
 * each implements {@link io.github.cameldoshii.position.HistoryLog} too. They block, on threads of the component that are
 * there for that, and on the thread that starts a route.
 */
package io.github.cameldoshii.position;

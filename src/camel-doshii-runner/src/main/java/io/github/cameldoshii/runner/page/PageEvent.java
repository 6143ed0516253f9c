package io.github.cameldoshii.runner.page;

/**
 * An event in the list of the page. Texts are empty where there is nothing to tell.
 *
 * @param at when it was received or sent, in milliseconds since the epoch
 * @param origin {@code socket}, {@code catchup}, ..., or whether the simulator has told anybody
 * @param route that it was given to
 * @param body empty unless bodies are shown
 */
record PageEvent(
        long at, String type, String id, String location, String status, String origin, String route, String body) {}

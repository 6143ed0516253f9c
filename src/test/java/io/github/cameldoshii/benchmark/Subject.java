package io.github.cameldoshii.benchmark;

/** What is measured against what. */
enum Subject {
    DOSHII("camel-doshii, filter on a header"),
    VERTX_WEBSOCKET("camel-vertx-websocket, unmarshal().json(), filter"),
    SDK("doshii-partner-node-sdk " + NodeSdk.VERSION + ", callback that counts"),
    RAW("Vert.x WebSocketClient, no Camel");

    private final String title;

    Subject(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    boolean runsOnJava() {
        return this != SDK;
    }
}

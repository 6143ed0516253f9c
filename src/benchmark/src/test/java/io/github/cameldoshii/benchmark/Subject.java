package io.github.cameldoshii.benchmark;

/** What is measured against what. */
enum Subject {
    DOSHII("camel-doshii, filter on a header"),
    DOSHII_POOLED("the same with pooled exchanges, a setting of the user's"),
    DOSHII_REMEMBERING("the same with recovery: position and delivery history in a file"),
    DOSHII_MANAGED("the same with camel-management and Camel's default statistics"),
    SHIPPED("camel-doshii-runner.jar as shipped: a YAML route, management beans, meters"),
    VERTX_WEBSOCKET("camel-vertx-websocket, unmarshal().json(), filter"),
    DOSHII_SLOW("camel-doshii, a route of 1 ms"),
    GROWTH("camel-doshii, several routes or lanes"),
    VERTX_WEBSOCKET_SLOW("camel-vertx-websocket, a route of 1 ms"),
    SDK("doshii-partner-node-sdk " + NodeSdk.VERSION + ", callback that counts"),
    PARTS("the parts alone: Vert.x, a pass of Jackson, a Camel exchange"),
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

    /** Whether it says where the component's time goes rather than what else one could use. */
    boolean explains() {
        return this == DOSHII_POOLED || this == DOSHII_REMEMBERING || this == DOSHII_MANAGED || this == PARTS;
    }

    /** Whether camel-management is there, which counts and measures each exchange and each step of it. */
    boolean isManaged() {
        return this == DOSHII_MANAGED || this == SHIPPED;
    }
}

package io.github.cameldoshii.chaos;

/**
 * A delivery and the change that it tells of.
 *
 * @param stay index of the stay in which it was received
 */
record Told(History.Delivery delivery, History.Change change, int stay) {

    boolean isOfSocket() {
        return delivery.isOfSocket();
    }
}

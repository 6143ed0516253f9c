package io.github.cameldoshii;

/**
 * The credentials as the options have them at the moment of a call: a secret may be changed at run time, and the next token and
 * the next connect attempt use it. Has no text form that shows them. As thread-safe as the options are.
 */
final class CurrentCredentials {

    private static final String SIMULATOR_CLIENT_ID = "simulator";
    private static final String SIMULATOR_CLIENT_SECRET = "simulator";

    private final DoshiiConfiguration options;
    private final boolean simulator;

    /** @throws IllegalArgumentException if the environment is unknown */
    CurrentCredentials(DoshiiConfiguration options) {
        this.options = options;
        this.simulator = DoshiiEnvironment.of(options.getEnvironment()) == DoshiiEnvironment.SIMULATOR;
    }

    /** @throws IllegalArgumentException if there is none */
    String clientId() {
        String clientId = OptionCheck.text(options.getClientId());
        if (!clientId.isEmpty()) {
            return clientId;
        }
        if (simulator) {
            return SIMULATOR_CLIENT_ID;
        }
        throw new IllegalArgumentException("Option clientId is missing: set the property"
                + " camel.component.doshii.client-id, or clientId in the route, for example to {{env:DOSHII_CLIENT_ID}},"
                + " to the client id that Doshii gave to your app");
    }

    /** Empty if there is none. */
    String clientSecret() {
        String secret = OptionCheck.text(options.getClientSecret());
        return secret.isEmpty() && simulator ? SIMULATOR_CLIENT_SECRET : secret;
    }

    boolean hasSecret() {
        return !clientSecret().isEmpty();
    }
}

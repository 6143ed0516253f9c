package io.github.cameldoshii.runner;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which settings are secret, by their names in properties, variables of the environment, routes and URIs. */
final class SecretNames {

    /** What Doshii gave to the app; as part of a pattern, without regard to case. */
    static final String CREDENTIAL = "client[-_.]?(?:id|secret)";

    private static final Pattern CREDENTIAL_OF_DOSHII = Pattern.compile("(?i)(?:.*[-_.:])?" + CREDENTIAL);

    private static final Pattern COMPONENT_OPTION =
            Pattern.compile("camel\\.component\\.([^.]+)\\.(?:configuration\\.)?([^.]+)");

    /** Also mistyped: what was meant for the component and is not known to it may be a secret all the same. */
    private static final Pattern MISTYPED =
            Pattern.compile("(?i).*" + CREDENTIAL + ".*|.*component[-_.]doshii[-_.].*(?:client|secr).*");

    private static final Pattern SECRET = Pattern.compile("(?i).*(?:secret|password|passwd|passphrase|token"
            + "|(?:api|access|private|secret)[-_.]?key|credentials?)");

    private SecretNames() {}

    /** Whether this is the name of a Doshii client id or client secret. */
    static boolean isCredential(String name) {
        return CREDENTIAL_OF_DOSHII.matcher(name).matches();
    }

    /** Whether its value is a secret: a credential of Doshii, a password, a token. */
    static boolean isSecret(String name) {
        return isCredential(name) || SECRET.matcher(name).matches();
    }

    /**
     * Whether this property sets a secret option of a component. {@code client-id} is none of Kafka's or JMS's, where it is
     * a name like any other.
     */
    static boolean isSecretOption(String property) {
        Matcher option = COMPONENT_OPTION.matcher(property);
        return option.matches()
                && (option.group(1).equals("doshii")
                        ? isCredential(option.group(2))
                        : SECRET.matcher(option.group(2)).matches());
    }

    /** Whether its value may be a secret. */
    static boolean mayBeSecret(String name) {
        return isSecret(name) || MISTYPED.matcher(name).matches();
    }
}

package io.github.cameldoshii.runner;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As {@link SecretsByEveryWayTest}, where each route has a client id and a secret of its own. */
class SecretsOfARouteTest extends SecretsTestSupport {

    /** How a route is told a client id or secret. */
    enum Way {
        A_PARAMETER {
            @Override
            String setting(String secret, String property) {
                return secret.endsWith(")") || secret.endsWith("}") ? raw(secret) : secret;
            }
        },
        A_RAW_PARAMETER {
            @Override
            String setting(String secret, String property) {
                return raw(secret);
            }
        },
        A_PROPERTY_OF_A_FILE {
            @Override
            String setting(String secret, String property) {
                return "{{" + property + "}}";
            }
        },
        A_SYSTEM_PROPERTY {
            @Override
            String setting(String secret, String property) {
                return "{{" + property + "}}";
            }
        };

        abstract String setting(String secret, String property);

        /** Also in a URI, where a value that is not written RAW ends at an ampersand. */
        boolean alsoInUris() {
            return this != A_PARAMETER;
        }

        boolean canSay(String secret) {
            return !(secret.contains(")") && secret.contains("}"))
                    || !setting(secret, "p").startsWith("RAW");
        }

        private static String raw(String secret) {
            return secret.contains(")") ? "RAW{" + secret + "}" : "RAW(" + secret + ")";
        }
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(90)
    void of_a_route_by(Way way) throws Exception {
        List<String> secrets = OddSecrets.ALL.stream()
                .filter(secret -> way.canSay(secret) && way.canSay(OddSecrets.partner(secret)))
                .toList();
        StringBuilder properties = new StringBuilder("\uFEFF");
        StringBuilder routes = new StringBuilder();
        for (int i = 0; i < secrets.size(); i++) {
            String id = secrets.get(i);
            String secret = OddSecrets.partner(id);
            set(way, properties, "a%d.user".formatted(i), id);
            set(way, properties, "a%d.key".formatted(i), secret);
            routes.append(route(
                    i,
                    simulator(id, secret),
                    way.setting(id, "a%d.user".formatted(i)),
                    way.setting(secret, "a%d.key".formatted(i)),
                    way.alsoInUris() && i % 2 == 1));
        }
        properties.append("camel.main.durationMaxMessages=").append(secrets.size() + 1);
        line.file("application.properties", properties.toString()).file("routes/r.yaml", routes.toString());

        assertDeliversFromEachAndShowsNothing(secrets.size());
    }

    private static void set(Way way, StringBuilder properties, String name, String value) {
        if (way == Way.A_SYSTEM_PROPERTY) {
            System.setProperty(name, value);
        } else {
            properties.append(name).append('=').append(escaped(value)).append('\n');
        }
    }
}

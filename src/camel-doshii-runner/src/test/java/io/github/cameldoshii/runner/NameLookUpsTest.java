package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NameLookUpsTest {

    private static final String FOUND = "networkaddress.cache.ttl";
    private static final String NOT_FOUND = "networkaddress.cache.negative.ttl";

    private final String found = Security.getProperty(FOUND);
    private final String notFound = Security.getProperty(NOT_FOUND);

    @AfterEach
    void restore() {
        Security.setProperty(FOUND, found == null ? "" : found);
        Security.setProperty(NOT_FOUND, notFound == null ? "10" : notFound);
        System.clearProperty("sun.net.inetaddr.ttl");
    }

    @Test
    void what_the_user_has_said_about_their_age_holds() {
        Security.setProperty(FOUND, "60");
        Security.setProperty(NOT_FOUND, "3");

        NameLookUps.forgetAtOnce();

        assertThat(Security.getProperty(FOUND)).isEqualTo("60");
        assertThat(Security.getProperty(NOT_FOUND)).isEqualTo("3");
    }

    @Test
    void as_shipped_the_jvm_forgets_a_name_that_was_not_found_at_once() {
        Security.setProperty(NOT_FOUND, "10");

        NameLookUps.forgetAtOnce();

        assertThat(Security.getProperty(NOT_FOUND)).isEqualTo("0");
    }
}

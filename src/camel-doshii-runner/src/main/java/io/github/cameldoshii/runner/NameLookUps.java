package io.github.cameldoshii.runner;

import java.security.Security;

/**
 * How long the JVM remembers what it has looked up. Only a program may decide that; the component leaves it alone.
 */
final class NameLookUps {

    private static final String FOUND = "networkaddress.cache.ttl";
    private static final String NOT_FOUND = "networkaddress.cache.negative.ttl";
    private static final String FOUND_BY_OPTION = "sun.net.inetaddr.ttl";
    private static final String NOT_FOUND_BY_OPTION = "sun.net.inetaddr.negative.ttl";
    private static final String NOT_FOUND_AS_SHIPPED = "10";
    private static final String NOT_AT_ALL = "0";

    private NameLookUps() {}

    /**
     * Not at all, unless somebody has said how long: a service that has moved is found by the next connect, and a name server
     * that was away is asked again. To be called before the first look-up.
     */
    static void forgetAtOnce() {
        if (Security.getProperty(FOUND) == null) {
            Security.setProperty(FOUND, System.getProperty(FOUND_BY_OPTION, NOT_AT_ALL));
        }
        String notFound = Security.getProperty(NOT_FOUND);
        if (notFound == null || notFound.equals(NOT_FOUND_AS_SHIPPED)) {
            Security.setProperty(NOT_FOUND, System.getProperty(NOT_FOUND_BY_OPTION, NOT_AT_ALL));
        }
    }
}

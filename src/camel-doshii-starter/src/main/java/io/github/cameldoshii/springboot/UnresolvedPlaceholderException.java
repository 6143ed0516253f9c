package io.github.cameldoshii.springboot;

/** A credential is {@code ${NAME}}, which Spring leaves as it is where nothing has that name. */
final class UnresolvedPlaceholderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String property;
    private final String name;

    /**
     * @param property below {@code camel.component.doshii}
     * @param name what stands between the braces
     */
    UnresolvedPlaceholderException(String property, String name) {
        super("The property " + DoshiiComponentConfiguration.PREFIX + "." + property + " is ${" + name
                + "}: there is no environment variable and no property " + name);
        this.property = property;
        this.name = name;
    }

    String property() {
        return property;
    }

    String name() {
        return name;
    }
}

package io.github.cameldoshii.runner;

import java.util.Locale;

/** How log records look. */
enum LogFormat {
    /** Lines for people. */
    TEXT,
    /** One JSON object a line, for collectors. */
    JSON;

    /** The option that says which. */
    static final String OPTION = "--log-format";

    /** The one that a command line asks for, before it is known to be right. */
    static LogFormat in(String... args) {
        String command = " " + String.join(" ", args).toLowerCase(Locale.ROOT) + " ";
        return command.contains(" " + OPTION + " json ") || command.contains(" " + OPTION + "=json ") ? JSON : TEXT;
    }
}

package io.github.cameldoshii.benchmark;

import java.util.Locale;

/** The lines by which the processes of the benchmark talk to the one that started them, on their standard output. */
enum ProtocolLine {
    /** The server listens; value: its port, or its address. */
    LISTENING,
    /** A client has connected to the server. */
    CONNECTED,
    /** What was asked for is done: the client waits for the next burst, the API has new entities. */
    READY,
    /** The client has measured; value: {@link RunResult#line()}. */
    RESULT;

    private static final String MARK = "@@";

    static boolean is(String line) {
        return line.startsWith(MARK);
    }

    String prefix() {
        return MARK + name().toLowerCase(Locale.ROOT) + " ";
    }

    void print(Object value) {
        System.out.println(prefix() + value);
        System.out.flush();
    }
}

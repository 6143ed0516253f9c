package io.github.cameldoshii.simulator.fault;

import java.util.Map;
import java.util.function.UnaryOperator;

/** A REST call that was not answered yet. */
public interface RestTarget {

    /** A parameter of the query; empty if it is absent. */
    String parameter(String name);

    /** Gives whatever is answered a header, also {@code Date}, in the place of its own; an empty value takes it away. */
    void header(String name, String value);

    void answer(int status, Map<String, String> headers, String body);

    /** Never answers. */
    void hang();

    /** Ends the client's connection with a TCP reset. */
    void reset();

    void later(long millis, Runnable task);

    /** Sends only the first bytes of the body that the headers promise, then resets or closes the connection. */
    void truncate(int bytes, boolean reset);

    /** Sends the body one byte at a time. */
    void dribble(long millisPerByte);

    /** Changes the body of whatever is answered, after the simulator or another fault has made it. */
    void rewrite(UnaryOperator<String> change);

    /** Says that the body is gzip and sends rubbish. */
    void brokenGzip();

    /** Resets every open socket. */
    void dropSockets();
}

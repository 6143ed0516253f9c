package io.github.cameldoshii.chaos;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The step of a route in a process of its own that notes what has arrived. */
public final class LedgerStep implements Processor {

    private Journal journal;

    /** Where to note it. */
    public void setFile(String file) throws IOException {
        journal = new Journal(Path.of(file));
    }

    @Override
    public void process(Exchange exchange) {
        journal.finished(RoutesUnderTest.line(exchange.getFromRouteId(), exchange.getMessage()));
    }
}
